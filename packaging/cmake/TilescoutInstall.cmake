# What `cmake --install` puts where. Translations and icons of the window travel inside the program; the shipped model and
# the guide are found beside it (core/base/paths.h).
set(CMAKE_INSTALL_DOCDIR share/doc/tilescout)  # the package's name, which the project's differs from in its capital
include(GNUInstallDirs)
set(top "${CMAKE_SOURCE_DIR}")
foreach(program tilescout tilescout-cli)
  if(TARGET ${program})
    install(TARGETS ${program} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
  endif()
endforeach()
if(TARGET tilescout_services)
  install(TARGETS tilescout_services LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}/tilescout")
endif()
# Finished models are folders; the recipes beside them stay in the source tree.
install(DIRECTORY "${top}/resources/models" DESTINATION "${CMAKE_INSTALL_DATADIR}/tilescout"
        REGEX "resources/models/[^/]*\\.json$" EXCLUDE
        PATTERN "checkpoint*" EXCLUDE)
install(DIRECTORY "${top}/docs/guide" DESTINATION "${CMAKE_INSTALL_DATADIR}/tilescout" OPTIONAL)
foreach(part glossary)
  if(IS_DIRECTORY "${top}/resources/${part}")
    install(DIRECTORY "${top}/resources/${part}" DESTINATION "${CMAKE_INSTALL_DATADIR}/tilescout")
  endif()
endforeach()
set(linux "${top}/packaging/linux")
install(FILES "${linux}/tilescout.desktop" DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
install(FILES "${linux}/org.tilescout.Tilescout.metainfo.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
install(FILES "${linux}/tilescout-mime.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/mime/packages" RENAME tilescout.xml)
foreach(page tilescout.1 tilescout-cli.1 changelog)
  # Debian wants them compressed; without the time of the day two builds make the same file.
  add_custom_command(OUTPUT "${CMAKE_BINARY_DIR}/man/${page}.gz"
                     COMMAND "${CMAKE_COMMAND}" -E make_directory "${CMAKE_BINARY_DIR}/man"
                     COMMAND gzip -9nc "${linux}/${page}" > "${CMAKE_BINARY_DIR}/man/${page}.gz"
                     DEPENDS "${linux}/${page}" VERBATIM)
  list(APPEND pages "${CMAKE_BINARY_DIR}/man/${page}.gz")
endforeach()
add_custom_target(man_pages ALL DEPENDS ${pages})
set(changelog ${pages})
list(FILTER changelog INCLUDE REGEX "changelog")
list(FILTER pages EXCLUDE REGEX "changelog")
install(FILES ${pages} DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES "${linux}/copyright" ${changelog} DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(FILES "${top}/resources/icons/tilescout.svg" DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps")
install(FILES "${top}/README.md" "${top}/CHANGELOG.md" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(DIRECTORY "${top}/docs" DESTINATION "${CMAKE_INSTALL_DOCDIR}" FILES_MATCHING PATTERN "*.md" PATTERN "*.png"
        PATTERN "*.jpg" PATTERN guide EXCLUDE)  # the guide lies where the window finds it
include(TilescoutPackage)
