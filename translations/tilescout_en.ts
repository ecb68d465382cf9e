<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>GridAccessible</name>
    <message numerus="yes">
        <source>%n caption(s)</source>
        <translation>
            <numerusform>%n caption</numerusform>
            <numerusform>%n captions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tile(s)</source>
        <translation>
            <numerusform>%n tile</numerusform>
            <numerusform>%n tiles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HitArrangement</name>
    <message numerus="yes">
        <source>%n date(s)</source>
        <translation>
            <numerusform>%n date</numerusform>
            <numerusform>%n dates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapAccessible</name>
    <message numerus="yes">
        <source>%n result(s), the best with score %1, around %2</source>
        <translation>
            <numerusform>%n result, the best with score %1, around %2</numerusform>
            <numerusform>%n results, the best with score %1, around %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n caption(s)</source>
        <translation>
            <numerusform>%n caption</numerusform>
            <numerusform>%n captions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) in view</source>
        <translation>
            <numerusform>%n result in view</numerusform>
            <numerusform>%n results in view</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlotExport</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrainWords</name>
    <message numerus="yes">
        <source>Only %n labelled tile(s): expect little, and wide intervals. 200 are a good start.</source>
        <translation>
            <numerusform>Only %n labelled tile: expect little, and wide intervals. 200 are a good start.</numerusform>
            <numerusform>Only %n labelled tiles: expect little, and wide intervals. 200 are a good start.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n caption(s) are used for several tiles: the same words cannot tell them apart.</source>
        <translation>
            <numerusform>%n caption is used for several tiles: the same words cannot tell them apart.</numerusform>
            <numerusform>%n captions are used for several tiles: the same words cannot tell them apart.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n caption(s) of the tiles to measure on are trained on as well, word for word.</source>
        <translation>
            <numerusform>%n caption of the tiles to measure on is trained on as well, word for word.</numerusform>
            <numerusform>%n captions of the tiles to measure on are trained on as well, word for word.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tile(s) to measure on overlap tiles that are trained on: the result would look better than it is.</source>
        <translation>
            <numerusform>%n tile to measure on overlaps tiles that are trained on: the result would look better than it is.</numerusform>
            <numerusform>%n tiles to measure on overlap tiles that are trained on: the result would look better than it is.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) cannot be read and are left out.</source>
        <translation>
            <numerusform>%n image cannot be read and is left out.</numerusform>
            <numerusform>%n images cannot be read and are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) are missing and are left out.</source>
        <translation>
            <numerusform>%n image is missing and is left out.</numerusform>
            <numerusform>%n images are missing and are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n empty caption(s) are left out.</source>
        <translation>
            <numerusform>%n empty caption is left out.</numerusform>
            <numerusform>%n empty captions are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n caption(s) are longer than the model reads; their ends are cut.</source>
        <translation>
            <numerusform>%n caption is longer than the model reads; its end is cut.</numerusform>
            <numerusform>%n captions are longer than the model reads; their ends are cut.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n id(s) occur twice in the data set.</source>
        <translation>
            <numerusform>%n id occurs twice in the data set.</numerusform>
            <numerusform>%n ids occur twice in the data set.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n caption(s) belong to places that no tile covers now, and are left out.</source>
        <translation>
            <numerusform>%n caption belongs to a place that no tile covers now, and is left out.</numerusform>
            <numerusform>%n captions belong to places that no tile covers now, and are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tile(s) kept aside</source>
        <translation>
            <numerusform>%n tile kept aside</numerusform>
            <numerusform>%n tiles kept aside</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tile(s) not trained on</source>
        <translation>
            <numerusform>%n tile not trained on</numerusform>
            <numerusform>%n tiles not trained on</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>mean recall %1 → %2 on %n general picture(s)</source>
        <translation>
            <numerusform>mean recall %1 → %2 on %n general picture</numerusform>
            <numerusform>mean recall %1 → %2 on %n general pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tile(s) overlap tiles of another part and are left out, so that no place is in two.</source>
        <translation>
            <numerusform>%n tile overlap tiles of another part and are left out, so that no place is in two.</numerusform>
            <numerusform>%n tiles overlap tiles of another part and are left out, so that no place is in two.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n labelled tile(s) are marked as not for training and are left out.</source>
        <translation>
            <numerusform>%n labelled tile is marked as not for training and is left out.</numerusform>
            <numerusform>%n labelled tiles are marked as not for training and are left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TransferJobs</name>
    <message numerus="yes">
        <source>; %n caption(s) without a tile left out</source>
        <translation>
            <numerusform>; %n caption without a tile left out</numerusform>
            <numerusform>; %n captions without a tile left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::AddScenesDialog</name>
    <message numerus="yes">
        <source>%n new scene file(s), %1</source>
        <translation>
            <numerusform>%n new scene file, %1</numerusform>
            <numerusform>%n new scene files, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %n known already</source>
        <translation>
            <numerusform>; %n known already</numerusform>
            <numerusform>; %n known already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tile(s)</source>
        <translation>
            <numerusform>%n tile</numerusform>
            <numerusform>%n tiles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The model has not seen ground as these tiles show it in %n scene(s): expect weaker answers there.</source>
        <translation>
            <numerusform>The model has not seen ground as these tiles show it in %n scene: expect weaker answers there.</numerusform>
            <numerusform>The model has not seen ground as these tiles show it in %n scenes: expect weaker answers there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n scene(s) without a place on the map.</source>
        <translation>
            <numerusform>%n scene without a place on the map.</numerusform>
            <numerusform>%n scenes without a place on the map.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) cannot be indexed</source>
        <translation>
            <numerusform>%n file cannot be indexed</numerusform>
            <numerusform>%n files cannot be indexed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ArchiveNotice</name>
    <message numerus="yes">
        <source>%n scene(s) cannot be reached now. Their tiles stay searchable.</source>
        <translation>
            <numerusform>%n scene cannot be reached now. Its tiles stay searchable.</numerusform>
            <numerusform>%n scenes cannot be reached now. Their tiles stay searchable.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new file(s) lie in the folders of this archive.</source>
        <translation>
            <numerusform>%Ln new file lie in the folders of this archive.</numerusform>
            <numerusform>%Ln new files lie in the folders of this archive.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::CollectionsPanel</name>
    <message numerus="yes">
        <source>%n tile(s)</source>
        <translation>
            <numerusform>%n tile</numerusform>
            <numerusform>%n tiles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ComparisonController</name>
    <message numerus="yes">
        <source>%Ln tile(s) compared</source>
        <translation>
            <numerusform>%Ln tile compared</numerusform>
            <numerusform>%Ln tiles compared</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::EmbeddingPage</name>
    <message numerus="yes">
        <source>%Ln tile(s) were indexed since and have no place yet.</source>
        <translation>
            <numerusform>%Ln tile was indexed since and has no place yet.</numerusform>
            <numerusform>%Ln tiles were indexed since and have no place yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tile(s) are not in this comparison yet.</source>
        <translation>
            <numerusform>%Ln tile are not in this comparison yet.</numerusform>
            <numerusform>%Ln tiles are not in this comparison yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tile(s) are not for training from now on. Undo takes that back.</source>
        <translation>
            <numerusform>%Ln tile is not for training from now on. Undo takes that back.</numerusform>
            <numerusform>%Ln tiles are not for training from now on. Undo takes that back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::FindController</name>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln found</numerusform>
            <numerusform>%Ln found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::FindPanel</name>
    <message numerus="yes">
        <source>%1 · %Ln tile(s)</source>
        <translation>
            <numerusform>%1 · %Ln tile</numerusform>
            <numerusform>%1 · %Ln tiles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Speaks for %Ln tile(s) without a label</source>
        <translation>
            <numerusform>Speaks for %Ln tile without a label</numerusform>
            <numerusform>Speaks for %Ln tiles without a label</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>List %Ln group(s) set aside</source>
        <translation>
            <numerusform>List %Ln group set aside</numerusform>
            <numerusform>List %Ln groups set aside</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::JobRow</name>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::LabelController</name>
    <message numerus="yes">
        <source>add %n caption(s)</source>
        <translation>
            <numerusform>add %n caption</numerusform>
            <numerusform>add %n captions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>remove %n caption(s)</source>
        <translation>
            <numerusform>remove %n caption</numerusform>
            <numerusform>remove %n captions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>import %n label(s)</source>
        <translation>
            <numerusform>import %n label</numerusform>
            <numerusform>import %n labels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>tag %n tile(s) “%1”</source>
        <translation>
            <numerusform>tag %n tile “%1”</numerusform>
            <numerusform>tag %n tiles “%1”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>take “%1” from %n tile(s)</source>
        <translation>
            <numerusform>take “%1” from %n tile</numerusform>
            <numerusform>take “%1” from %n tiles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>put %n tile(s) into “%1”</source>
        <translation>
            <numerusform>put %n tile into “%1”</numerusform>
            <numerusform>put %n tiles into “%1”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>take %n tile(s) out of “%1”</source>
        <translation>
            <numerusform>take %n tile out of “%1”</numerusform>
            <numerusform>take %n tiles out of “%1”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>change the split of %n tile(s)</source>
        <translation>
            <numerusform>change the split of %n tile</numerusform>
            <numerusform>change the split of %n tiles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>mark %n tile(s)</source>
        <translation>
            <numerusform>mark %n tile</numerusform>
            <numerusform>mark %n tiles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>find %n scene(s) again in “%1”</source>
        <translation>
            <numerusform>find %n scene again in “%1”</numerusform>
            <numerusform>find %n scenes again in “%1”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>say of %n group(s) that they are no duplicates</source>
        <translation>
            <numerusform>say of %n group that they are no duplicates</numerusform>
            <numerusform>say of %n groups that they are no duplicates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>list %n group(s) as duplicates again</source>
        <translation>
            <numerusform>list %n group as duplicates again</numerusform>
            <numerusform>list %n groups as duplicates again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>mark %n tile(s) as not for training</source>
        <translation>
            <numerusform>mark %n tile as not for training</numerusform>
            <numerusform>mark %n tiles as not for training</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>take %n tile(s) out of their splits</source>
        <translation>
            <numerusform>take %n tile out of its split</numerusform>
            <numerusform>take %n tiles out of their splits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::LabelImportDialog</name>
    <message numerus="yes">
        <source>and %n more caption(s)</source>
        <translation>
            <numerusform>and %n more caption</numerusform>
            <numerusform>and %n more captions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) cannot be used and will be left out.</source>
        <translation>
            <numerusform>%n row cannot be used and will be left out.</numerusform>
            <numerusform>%n rows cannot be used and will be left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::LabelPanel</name>
    <message numerus="yes">
        <source>%n tile(s)</source>
        <translation>
            <numerusform>%n tile</numerusform>
            <numerusform>%n tiles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::LayoutController</name>
    <message numerus="yes">
        <source>%Ln tile(s) laid out</source>
        <translation>
            <numerusform>%Ln tile laid out</numerusform>
            <numerusform>%Ln tiles laid out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::LayoutList</name>
    <message numerus="yes">
        <source>%Ln tile(s), arranged so that alike ones lie together. Open a line for its tiles.</source>
        <translation>
            <numerusform>%Ln tile, arranged so that alike ones lie together. Open a line for its tiles.</numerusform>
            <numerusform>%Ln tiles, arranged so that alike ones lie together. Open a line for its tiles.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::LegendPanel</name>
    <message numerus="yes">
        <source>%Ln tile(s)</source>
        <translation>
            <numerusform>%Ln tile</numerusform>
            <numerusform>%Ln tiles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln tile(s) shown</source>
        <translation>
            <numerusform>%1 of %Ln tile shown</numerusform>
            <numerusform>%1 of %Ln tiles shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::MapCanvas</name>
    <message numerus="yes">
        <source>%n result(s) here, the best with score %1</source>
        <translation>
            <numerusform>%n result here, with score %1</numerusform>
            <numerusform>%n results here, the best with score %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::MapList</name>
    <message numerus="yes">
        <source>%Ln result(s) in view.</source>
        <translation>
            <numerusform>%Ln result in view.</numerusform>
            <numerusform>%Ln results in view.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln scene(s) in view.</source>
        <translation>
            <numerusform>%Ln scene in view.</numerusform>
            <numerusform>%Ln scenes in view.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ModelCardDialog</name>
    <message numerus="yes">
        <source>used by %n archive(s)</source>
        <translation>
            <numerusform>used by %n archive</numerusform>
            <numerusform>used by %n archives</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::QueryChips</name>
    <message numerus="yes">
        <source>%n scene(s)</source>
        <translation>
            <numerusform>%n scene</numerusform>
            <numerusform>%n scenes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen tile(s)</source>
        <translation>
            <numerusform>%n chosen tile</numerusform>
            <numerusform>%n chosen tiles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::QueryHistory</name>
    <message numerus="yes">
        <source>%n example(s)</source>
        <translation>
            <numerusform>%n example</numerusform>
            <numerusform>%n examples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::RelinkDialog</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n scene(s) found again. Nothing has been changed yet; Undo takes it back.</source>
        <translation>
            <numerusform>%n scene found again. Nothing has been changed yet; Undo takes it back.</numerusform>
            <numerusform>%n scenes found again. Nothing has been changed yet; Undo takes it back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>%n missing</numerusform>
            <numerusform>%n missing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ResultModel</name>
    <message numerus="yes">
        <source>%n caption(s)</source>
        <translation>
            <numerusform>%n caption</numerusform>
            <numerusform>%n captions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ResultPage</name>
    <message numerus="yes">
        <source>Got better (place among %n tile(s), before → after)</source>
        <translation>
            <numerusform>Got better (place among %n tile, before → after)</numerusform>
            <numerusform>Got better (place among %n tiles, before → after)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ResultsView</name>
    <message numerus="yes">
        <source>%n tile(s) carry these words in captions, tags, scene name, folder or date.</source>
        <translation>
            <numerusform>%n tile carries these words in captions, tags, scene name, folder or date.</numerusform>
            <numerusform>%n tiles carry these words in captions, tags, scene name, folder or date.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::SavedPanel</name>
    <message numerus="yes">
        <source>%n new hit(s) for “%1”</source>
        <translation>
            <numerusform>%n new hit for “%1”</numerusform>
            <numerusform>%n new hits for “%1”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new hit(s) for %1</source>
        <translation>
            <numerusform>%n new hit for %1</numerusform>
            <numerusform>%n new hits for %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ScatterView</name>
    <message numerus="yes">
        <source>%Ln tile(s)</source>
        <translation>
            <numerusform>%Ln tile</numerusform>
            <numerusform>%Ln tiles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::SceneModel</name>
    <message numerus="yes">
        <source>%n band(s)</source>
        <translation>
            <numerusform>%n band</numerusform>
            <numerusform>%n bands</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::SelectionChip</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tile(s) selected; clear the selection</source>
        <translation>
            <numerusform>%n tile selected; clear the selection</numerusform>
            <numerusform>%n tiles selected; clear the selection</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::StatusFields</name>
    <message numerus="yes">
        <source>%n tile(s)</source>
        <translation>
            <numerusform>%n tile</numerusform>
            <numerusform>%n tiles</numerusform>
        </translation>
    </message>
</context>
</TS>
