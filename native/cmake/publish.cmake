# evenkeel_publish(name): links the library beside the output directory, and renames the file into it. A linker takes some tenths of
# a second to write: a process that starts meanwhile would load half an addon. Who runs the old one keeps it.
function(evenkeel_publish name)
  set(place ${CMAKE_LIBRARY_OUTPUT_DIRECTORY})
  if(NOT place)
    set(place ${CMAKE_BINARY_DIR})
  endif()
  set(file ${place}/${name}.node)
  set_target_properties(${name} PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/linked/$<0:>)
  add_custom_command(
    OUTPUT ${file}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${place}
    COMMAND ${CMAKE_COMMAND} -E copy $<TARGET_FILE:${name}> ${file}.partial
    COMMAND ${CMAKE_COMMAND} -E rename ${file}.partial ${file}
    DEPENDS ${name}
    VERBATIM)
  add_custom_target(${name}_published ALL DEPENDS ${file})
endfunction()
