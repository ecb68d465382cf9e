# `cpack` in the build folder makes tilescout_<version>_<architecture>.deb; packaging/check-package tries it in a bare root.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME tilescout)
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_CONTACT "The Tilescout developers <tilescout@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
  "Tilescout cuts GeoTIFF scenes into tiles, embeds each with a CLIP model and
answers questions in words with ranked tiles, on a grid, on a map and as a
landscape of likeness. Tiles can be labelled, and the model fine-tuned on them.
.
It brings a compact model; real weights can be imported. There is a window
(tilescout) and a program for every job without a screen (tilescout-cli).")
# The libraries come from the programs themselves (dpkg-shlibdeps). LibTorch runs on any BLAS, and with the reference one
# thirty times slower, so OpenBLAS is asked for by name.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libopenblas0-pthread | libopenblas0-openmp, libqt6svg6")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-noto-cjk, breeze-icon-theme, qt6-translations-l10n")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "qgis, gdal-bin, qt6-wayland")
include(CPack)
