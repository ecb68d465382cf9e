# What `cmake --install` puts where. Translations and icons of the window travel inside the program; the shipped model is
# found beside it (core/base/paths.h).
include(GNUInstallDirs)
foreach(program tilescout tilescout-cli)
  if(TARGET ${program})
    install(TARGETS ${program} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
  endif()
endforeach()
# Finished models are folders; the recipes beside them stay in the source tree.
install(DIRECTORY "${CMAKE_SOURCE_DIR}/resources/models" DESTINATION "${CMAKE_INSTALL_DATADIR}/tilescout"
        REGEX "resources/models/[^/]*\\.json$" EXCLUDE
        PATTERN "checkpoint*" EXCLUDE)
install(FILES "${CMAKE_SOURCE_DIR}/packaging/tilescout.desktop" DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
install(FILES "${CMAKE_SOURCE_DIR}/resources/icons/tilescout.svg"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps" OPTIONAL)
install(FILES "${CMAKE_SOURCE_DIR}/README.md" "${CMAKE_SOURCE_DIR}/CHANGELOG.md" "${CMAKE_SOURCE_DIR}/LICENSE"
        DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(DIRECTORY "${CMAKE_SOURCE_DIR}/docs" DESTINATION "${CMAKE_INSTALL_DOCDIR}" FILES_MATCHING PATTERN "*.md" PATTERN "*.png")
