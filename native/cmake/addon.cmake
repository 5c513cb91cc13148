# The Node addon. cmake-js gives the include path of node-api-headers; nothing is downloaded.
file(GLOB EVENKEEL_ADDON CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/src/addon/*.cpp)
add_library(evenkeel SHARED ${EVENKEEL_ADDON} ${EVENKEEL_OBJECTS} ${CMAKE_JS_SRC})
target_compile_definitions(evenkeel PRIVATE NAPI_VERSION=8)
target_compile_options(evenkeel PRIVATE -fno-exceptions -fno-rtti)
target_include_directories(evenkeel PRIVATE ${CMAKE_JS_INC})
target_link_libraries(evenkeel PRIVATE evenkeel_flags ${CMAKE_JS_LIB})
set_target_properties(evenkeel PROPERTIES PREFIX "" SUFFIX ".node")
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
  # If only a worker thread loads the addon, its exit would unmap libgomp under the threads of its pool.
  target_link_options(evenkeel PRIVATE -Wl,-z,nodelete)
elseif(APPLE)
  target_link_options(evenkeel PRIVATE -undefined dynamic_lookup)
endif()
