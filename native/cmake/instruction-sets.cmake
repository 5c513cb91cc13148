# One object library per instruction set from the same kernel sources, each in its own namespace.
# Kernels are found by themselves: a new .cpp under src/kernels needs no entry here.
file(GLOB_RECURSE EVENKEEL_KERNELS CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/src/kernels/*.cpp)

set(EVENKEEL_UNITS ${EVENKEEL_KERNELS} ${CMAKE_CURRENT_SOURCE_DIR}/src/generated/table.gen.cpp)
if(EVENKEEL_PARTIAL)
  set_source_files_properties(src/generated/table.gen.cpp
    PROPERTIES COMPILE_DEFINITIONS "EVENKEEL_KERNEL=__attribute__((weak))")
endif()

set(EVENKEEL_ISAS "")
function(evenkeel_instruction_set name)
  set(target evenkeel_kernels_${name})
  add_library(${target} OBJECT ${EVENKEEL_UNITS})
  target_compile_definitions(${target} PRIVATE EVENKEEL_ISA=${name})
  target_compile_options(${target} PRIVATE -fno-exceptions -fno-rtti ${ARGN})
  target_link_libraries(${target} PRIVATE evenkeel_flags)
  set(EVENKEEL_ISAS ${EVENKEEL_ISAS} ${name} PARENT_SCOPE)
endfunction()

if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64|amd64")
  evenkeel_instruction_set(base)
  evenkeel_instruction_set(v3 -march=x86-64-v3)
  evenkeel_instruction_set(v4 -march=x86-64-v4 -mprefer-vector-width=512)
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "aarch64|arm64|ARM64")
  evenkeel_instruction_set(neon)
else()
  evenkeel_instruction_set(base)
endif()
