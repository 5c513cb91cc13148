// How a function is offered to the host.
#pragma once

#define EVENKEEL_EXPORT(name) extern "C" __attribute__((export_name(name)))
