# evenkeel_addon(name includes…): the Node addon as a target, <name>.node in the output directory. The includes hold node_api.h.
include(${CMAKE_CURRENT_LIST_DIR}/publish.cmake)
file(GLOB EVENKEEL_ADDON CONFIGURE_DEPENDS ${EVENKEEL_SOURCE}/addon/*.cpp)

function(evenkeel_addon name)
  add_library(${name} SHARED ${EVENKEEL_ADDON} ${EVENKEEL_OBJECTS})
  target_compile_definitions(${name} PRIVATE NAPI_VERSION=8)
  target_include_directories(${name} SYSTEM PRIVATE ${ARGN})
  target_link_libraries(${name} PRIVATE evenkeel_flags)
  set_target_properties(${name} PROPERTIES PREFIX "" SUFFIX ".node")
  if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    # If only a worker thread loads the addon, its exit must not unmap the code that ends its team of threads.
    target_link_options(${name} PRIVATE -Wl,-z,nodelete)
  elseif(APPLE)
    target_link_options(${name} PRIVATE -undefined dynamic_lookup)
  endif()
  evenkeel_publish(${name})
endfunction()
