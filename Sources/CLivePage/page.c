// Written by list-files.sh; a test compares it with the folder.
#include "live_page.h"

#if !defined(__has_embed)
#error "the live page needs a compiler with #embed, as that of Swift 6.2 and newer"
#endif
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char address_js[] = {
#embed "page/address.js"
};
static const unsigned char addressBar_js[] = {
#embed "page/addressBar.js"
};
static const unsigned char announce_js[] = {
#embed "page/announce.js"
};
static const unsigned char app_js[] = {
#embed "page/app.js"
};
static const unsigned char arrows_js[] = {
#embed "page/arrows.js"
};
static const unsigned char axis_js[] = {
#embed "page/axis.js"
};
static const unsigned char badgePlaces_js[] = {
#embed "page/badgePlaces.js"
};
static const unsigned char base_css[] = {
#embed "page/base.css"
};
static const unsigned char bytes_js[] = {
#embed "page/bytes.js"
};
static const unsigned char chartCard_js[] = {
#embed "page/chartCard.js"
};
static const unsigned char chartPanel_js[] = {
#embed "page/chartPanel.js"
};
static const unsigned char chartSeries_js[] = {
#embed "page/chartSeries.js"
};
static const unsigned char charts_css[] = {
#embed "page/charts.css"
};
static const unsigned char columnNames_js[] = {
#embed "page/columnNames.js"
};
static const unsigned char compare_js[] = {
#embed "page/compare.js"
};
static const unsigned char comparisons_js[] = {
#embed "page/comparisons.js"
};
static const unsigned char connection_js[] = {
#embed "page/connection.js"
};
static const unsigned char contours_js[] = {
#embed "page/contours.js"
};
static const unsigned char control_js[] = {
#embed "page/control.js"
};
static const unsigned char controls_css[] = {
#embed "page/controls.css"
};
static const unsigned char curveData_js[] = {
#embed "page/curveData.js"
};
static const unsigned char curveFrame_js[] = {
#embed "page/curveFrame.js"
};
static const unsigned char curveLayout_js[] = {
#embed "page/curveLayout.js"
};
static const unsigned char curveStrips_js[] = {
#embed "page/curveStrips.js"
};
static const unsigned char curveTable_js[] = {
#embed "page/curveTable.js"
};
static const unsigned char curves_js[] = {
#embed "page/curves.js"
};
static const unsigned char curvesCsv_js[] = {
#embed "page/curvesCsv.js"
};
static const unsigned char dialog_js[] = {
#embed "page/dialog.js"
};
static const unsigned char dialogs_css[] = {
#embed "page/dialogs.css"
};
static const unsigned char dom_js[] = {
#embed "page/dom.js"
};
static const unsigned char exporting_js[] = {
#embed "page/exporting.js"
};
static const unsigned char folders_js[] = {
#embed "page/folders.js"
};
static const unsigned char format_js[] = {
#embed "page/format.js"
};
static const unsigned char frame_js[] = {
#embed "page/frame.js"
};
static const unsigned char frameLoop_js[] = {
#embed "page/frameLoop.js"
};
static const unsigned char gif_js[] = {
#embed "page/gif.js"
};
static const unsigned char gotoQueue_js[] = {
#embed "page/gotoQueue.js"
};
static const unsigned char greyed_js[] = {
#embed "page/greyed.js"
};
static const unsigned char heatmap_js[] = {
#embed "page/heatmap.js"
};
static const unsigned char hints_js[] = {
#embed "page/hints.js"
};
static const unsigned char histogram_js[] = {
#embed "page/histogram.js"
};
static const unsigned char index_html[] = {
#embed "page/index.html"
};
static const unsigned char keepDialog_js[] = {
#embed "page/keepDialog.js"
};
static const unsigned char keyboard_js[] = {
#embed "page/keyboard.js"
};
static const unsigned char layout_css[] = {
#embed "page/layout.css"
};
static const unsigned char lessons_js[] = {
#embed "page/lessons.js"
};
static const unsigned char lzw_js[] = {
#embed "page/lzw.js"
};
static const unsigned char main_js[] = {
#embed "page/main.js"
};
static const unsigned char manifold_js[] = {
#embed "page/manifold.js"
};
static const unsigned char markRow_js[] = {
#embed "page/markRow.js"
};
static const unsigned char memory_js[] = {
#embed "page/memory.js"
};
static const unsigned char menu_js[] = {
#embed "page/menu.js"
};
static const unsigned char modesTable_js[] = {
#embed "page/modesTable.js"
};
static const unsigned char motion_js[] = {
#embed "page/motion.js"
};
static const unsigned char multipleField_js[] = {
#embed "page/multipleField.js"
};
static const unsigned char noticeBar_js[] = {
#embed "page/noticeBar.js"
};
static const unsigned char openLesson_js[] = {
#embed "page/openLesson.js"
};
static const unsigned char page_js[] = {
#embed "page/page.js"
};
static const unsigned char palette_js[] = {
#embed "page/palette.js"
};
static const unsigned char pane_css[] = {
#embed "page/pane.css"
};
static const unsigned char pane_js[] = {
#embed "page/pane.js"
};
static const unsigned char paneHeader_js[] = {
#embed "page/paneHeader.js"
};
static const unsigned char paneModes_js[] = {
#embed "page/paneModes.js"
};
static const unsigned char panels_css[] = {
#embed "page/panels.css"
};
static const unsigned char parts_js[] = {
#embed "page/parts.js"
};
static const unsigned char picture_js[] = {
#embed "page/picture.js"
};
static const unsigned char plane_js[] = {
#embed "page/plane.js"
};
static const unsigned char png_js[] = {
#embed "page/png.js"
};
static const unsigned char points_js[] = {
#embed "page/points.js"
};
static const unsigned char present_css[] = {
#embed "page/present.css"
};
static const unsigned char present_js[] = {
#embed "page/present.js"
};
static const unsigned char rings_js[] = {
#embed "page/rings.js"
};
static const unsigned char scene_js[] = {
#embed "page/scene.js"
};
static const unsigned char settings_js[] = {
#embed "page/settings.js"
};
static const unsigned char showRow_js[] = {
#embed "page/showRow.js"
};
static const unsigned char speed_js[] = {
#embed "page/speed.js"
};
static const unsigned char store_js[] = {
#embed "page/store.js"
};
static const unsigned char surfaceScale_js[] = {
#embed "page/surfaceScale.js"
};
static const unsigned char svg_js[] = {
#embed "page/svg.js"
};
static const unsigned char svgText_js[] = {
#embed "page/svgText.js"
};
static const unsigned char sweep_js[] = {
#embed "page/sweep.js"
};
static const unsigned char targetCanvas_js[] = {
#embed "page/targetCanvas.js"
};
static const unsigned char targetEditor_js[] = {
#embed "page/targetEditor.js"
};
static const unsigned char targetModel_js[] = {
#embed "page/targetModel.js"
};
static const unsigned char targetName_js[] = {
#embed "page/targetName.js"
};
static const unsigned char targetText_js[] = {
#embed "page/targetText.js"
};
static const unsigned char theme_css[] = {
#embed "page/theme.css"
};
static const unsigned char theme_js[] = {
#embed "page/theme.js"
};
static const unsigned char thumbnail_js[] = {
#embed "page/thumbnail.js"
};
static const unsigned char timeline_js[] = {
#embed "page/timeline.js"
};
static const unsigned char topBar_js[] = {
#embed "page/topBar.js"
};
static const unsigned char trails_js[] = {
#embed "page/trails.js"
};
static const unsigned char transport_js[] = {
#embed "page/transport.js"
};
static const unsigned char types_js[] = {
#embed "page/types.js"
};

const struct live_page_file live_page_files[] = {
    {"address.js", address_js, sizeof address_js},
    {"addressBar.js", addressBar_js, sizeof addressBar_js},
    {"announce.js", announce_js, sizeof announce_js},
    {"app.js", app_js, sizeof app_js},
    {"arrows.js", arrows_js, sizeof arrows_js},
    {"axis.js", axis_js, sizeof axis_js},
    {"badgePlaces.js", badgePlaces_js, sizeof badgePlaces_js},
    {"base.css", base_css, sizeof base_css},
    {"bytes.js", bytes_js, sizeof bytes_js},
    {"chartCard.js", chartCard_js, sizeof chartCard_js},
    {"chartPanel.js", chartPanel_js, sizeof chartPanel_js},
    {"chartSeries.js", chartSeries_js, sizeof chartSeries_js},
    {"charts.css", charts_css, sizeof charts_css},
    {"columnNames.js", columnNames_js, sizeof columnNames_js},
    {"compare.js", compare_js, sizeof compare_js},
    {"comparisons.js", comparisons_js, sizeof comparisons_js},
    {"connection.js", connection_js, sizeof connection_js},
    {"contours.js", contours_js, sizeof contours_js},
    {"control.js", control_js, sizeof control_js},
    {"controls.css", controls_css, sizeof controls_css},
    {"curveData.js", curveData_js, sizeof curveData_js},
    {"curveFrame.js", curveFrame_js, sizeof curveFrame_js},
    {"curveLayout.js", curveLayout_js, sizeof curveLayout_js},
    {"curveStrips.js", curveStrips_js, sizeof curveStrips_js},
    {"curveTable.js", curveTable_js, sizeof curveTable_js},
    {"curves.js", curves_js, sizeof curves_js},
    {"curvesCsv.js", curvesCsv_js, sizeof curvesCsv_js},
    {"dialog.js", dialog_js, sizeof dialog_js},
    {"dialogs.css", dialogs_css, sizeof dialogs_css},
    {"dom.js", dom_js, sizeof dom_js},
    {"exporting.js", exporting_js, sizeof exporting_js},
    {"folders.js", folders_js, sizeof folders_js},
    {"format.js", format_js, sizeof format_js},
    {"frame.js", frame_js, sizeof frame_js},
    {"frameLoop.js", frameLoop_js, sizeof frameLoop_js},
    {"gif.js", gif_js, sizeof gif_js},
    {"gotoQueue.js", gotoQueue_js, sizeof gotoQueue_js},
    {"greyed.js", greyed_js, sizeof greyed_js},
    {"heatmap.js", heatmap_js, sizeof heatmap_js},
    {"hints.js", hints_js, sizeof hints_js},
    {"histogram.js", histogram_js, sizeof histogram_js},
    {"index.html", index_html, sizeof index_html},
    {"keepDialog.js", keepDialog_js, sizeof keepDialog_js},
    {"keyboard.js", keyboard_js, sizeof keyboard_js},
    {"layout.css", layout_css, sizeof layout_css},
    {"lessons.js", lessons_js, sizeof lessons_js},
    {"lzw.js", lzw_js, sizeof lzw_js},
    {"main.js", main_js, sizeof main_js},
    {"manifold.js", manifold_js, sizeof manifold_js},
    {"markRow.js", markRow_js, sizeof markRow_js},
    {"memory.js", memory_js, sizeof memory_js},
    {"menu.js", menu_js, sizeof menu_js},
    {"modesTable.js", modesTable_js, sizeof modesTable_js},
    {"motion.js", motion_js, sizeof motion_js},
    {"multipleField.js", multipleField_js, sizeof multipleField_js},
    {"noticeBar.js", noticeBar_js, sizeof noticeBar_js},
    {"openLesson.js", openLesson_js, sizeof openLesson_js},
    {"page.js", page_js, sizeof page_js},
    {"palette.js", palette_js, sizeof palette_js},
    {"pane.css", pane_css, sizeof pane_css},
    {"pane.js", pane_js, sizeof pane_js},
    {"paneHeader.js", paneHeader_js, sizeof paneHeader_js},
    {"paneModes.js", paneModes_js, sizeof paneModes_js},
    {"panels.css", panels_css, sizeof panels_css},
    {"parts.js", parts_js, sizeof parts_js},
    {"picture.js", picture_js, sizeof picture_js},
    {"plane.js", plane_js, sizeof plane_js},
    {"png.js", png_js, sizeof png_js},
    {"points.js", points_js, sizeof points_js},
    {"present.css", present_css, sizeof present_css},
    {"present.js", present_js, sizeof present_js},
    {"rings.js", rings_js, sizeof rings_js},
    {"scene.js", scene_js, sizeof scene_js},
    {"settings.js", settings_js, sizeof settings_js},
    {"showRow.js", showRow_js, sizeof showRow_js},
    {"speed.js", speed_js, sizeof speed_js},
    {"store.js", store_js, sizeof store_js},
    {"surfaceScale.js", surfaceScale_js, sizeof surfaceScale_js},
    {"svg.js", svg_js, sizeof svg_js},
    {"svgText.js", svgText_js, sizeof svgText_js},
    {"sweep.js", sweep_js, sizeof sweep_js},
    {"targetCanvas.js", targetCanvas_js, sizeof targetCanvas_js},
    {"targetEditor.js", targetEditor_js, sizeof targetEditor_js},
    {"targetModel.js", targetModel_js, sizeof targetModel_js},
    {"targetName.js", targetName_js, sizeof targetName_js},
    {"targetText.js", targetText_js, sizeof targetText_js},
    {"theme.css", theme_css, sizeof theme_css},
    {"theme.js", theme_js, sizeof theme_js},
    {"thumbnail.js", thumbnail_js, sizeof thumbnail_js},
    {"timeline.js", timeline_js, sizeof timeline_js},
    {"topBar.js", topBar_js, sizeof topBar_js},
    {"trails.js", trails_js, sizeof trails_js},
    {"transport.js", transport_js, sizeof transport_js},
    {"types.js", types_js, sizeof types_js},
};
const size_t live_page_file_count = sizeof live_page_files / sizeof live_page_files[0];
