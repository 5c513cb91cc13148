# What stands around the kernels: compiled once, for the least processor of the target.
file(GLOB EVENKEEL_CORE CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/src/core/*.cpp)
add_library(evenkeel_core OBJECT ${EVENKEEL_CORE}
  ${CMAKE_CURRENT_SOURCE_DIR}/src/generated/dispatch.gen.cpp)
target_compile_options(evenkeel_core PRIVATE -fno-exceptions -fno-rtti)
target_link_libraries(evenkeel_core PUBLIC evenkeel_flags)

# Objects, not an archive: the table names kernels weakly, which would pull nothing out of an archive.
set(EVENKEEL_OBJECTS $<TARGET_OBJECTS:evenkeel_core>)
foreach(isa IN LISTS EVENKEEL_ISAS)
  list(APPEND EVENKEEL_OBJECTS $<TARGET_OBJECTS:evenkeel_kernels_${isa}>)
endforeach()
