# Flags, kernels and core: what the addon, the tests and the benchmarks are made of. Gives the list of
# objects EVENKEEL_OBJECTS and the target evenkeel_flags.
option(EVENKEEL_SANITIZE "Address and undefined-behavior sanitizers" OFF)

set(EVENKEEL_SOURCE ${CMAKE_CURRENT_LIST_DIR}/../src)
set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -DNDEBUG")

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)

# Products and sums are fused only where the source says so.
add_library(evenkeel_flags INTERFACE)
target_include_directories(evenkeel_flags INTERFACE ${EVENKEEL_SOURCE})
target_compile_options(evenkeel_flags INTERFACE
  -Wall -Wextra -Wshadow -ffp-contract=off -fno-math-errno -fno-exceptions -fno-rtti)
target_link_libraries(evenkeel_flags INTERFACE Threads::Threads)
if(EVENKEEL_SANITIZE)
  target_compile_options(evenkeel_flags INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -g -O1)
  target_link_options(evenkeel_flags INTERFACE -fsanitize=address,undefined)
endif()

# Kernels are found by themselves: a new .cpp under src/kernels needs no entry here.
file(GLOB_RECURSE EVENKEEL_KERNELS CONFIGURE_DEPENDS ${EVENKEEL_SOURCE}/kernels/*.cpp)
set(EVENKEEL_TABLE ${EVENKEEL_SOURCE}/generated/table.gen.cpp)

file(GLOB EVENKEEL_CORE CONFIGURE_DEPENDS ${EVENKEEL_SOURCE}/core/*.cpp)
add_library(evenkeel_core OBJECT ${EVENKEEL_CORE} ${EVENKEEL_SOURCE}/generated/dispatch.gen.cpp)
target_link_libraries(evenkeel_core PRIVATE evenkeel_flags)
set(EVENKEEL_OBJECTS $<TARGET_OBJECTS:evenkeel_core>)

# Compiles all kernels in namespace evenkeel::<name>, with further flags for the instruction set.
macro(evenkeel_instruction_set name)
  add_library(evenkeel_${name} OBJECT ${EVENKEEL_KERNELS} ${EVENKEEL_TABLE})
  target_compile_definitions(evenkeel_${name} PRIVATE EVENKEEL_ISA=${name})
  target_compile_options(evenkeel_${name} PRIVATE ${ARGN})
  target_link_libraries(evenkeel_${name} PRIVATE evenkeel_flags)
  list(APPEND EVENKEEL_OBJECTS $<TARGET_OBJECTS:evenkeel_${name}>)
endmacro()

if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64|amd64")
  evenkeel_instruction_set(base)
  evenkeel_instruction_set(v3 -march=x86-64-v3)
  evenkeel_instruction_set(v4 -march=x86-64-v4 -mprefer-vector-width=512)
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "aarch64|arm64|ARM64")
  evenkeel_instruction_set(neon)
else()
  evenkeel_instruction_set(base)
endif()
