# What `cmake --install` puts where. Translations and icons of the window travel inside the program; the shipped model and
# the guide are found beside it (core/base/paths.h).
include(GNUInstallDirs)
set(top "${CMAKE_SOURCE_DIR}")
foreach(program tilescout tilescout-cli)
  if(TARGET ${program})
    install(TARGETS ${program} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
  endif()
endforeach()
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
install(FILES "${linux}/tilescout.metainfo.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
install(FILES "${linux}/tilescout-mime.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/mime/packages" RENAME tilescout.xml)
install(FILES "${linux}/tilescout.1" "${linux}/tilescout-cli.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES "${top}/resources/icons/tilescout.svg" DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps")
install(FILES "${top}/README.md" "${top}/CHANGELOG.md" "${top}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(DIRECTORY "${top}/docs" DESTINATION "${CMAKE_INSTALL_DOCDIR}" FILES_MATCHING PATTERN "*.md" PATTERN "*.png" PATTERN "*.jpg")
include(TilescoutPackage)
