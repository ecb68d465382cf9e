<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>tilescout::ui::ArchiveNotice</name>
    <message numerus="yes">
        <source>%n scene(s) cannot be reached now. Their tiles stay searchable.</source>
        <translation>
            <numerusform>%n scene cannot be reached now. Its tiles stay searchable.</numerusform>
            <numerusform>%n scenes cannot be reached now. Their tiles stay searchable.</numerusform>
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
    <name>tilescout::ui::EmbeddingPage</name>
    <message numerus="yes">
        <source>%Ln tile(s) were indexed since and have no place yet.</source>
        <translation>
            <numerusform>%Ln tile was indexed since and has no place yet.</numerusform>
            <numerusform>%Ln tiles were indexed since and have no place yet.</numerusform>
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
    <name>tilescout::ui::ResultsView</name>
    <message numerus="yes">
        <source>%n tile(s) carry these words in captions, tags, scene name or date.</source>
        <translation>
            <numerusform>%n tile carries these words in captions, tags, scene name or date.</numerusform>
            <numerusform>%n tiles carry these words in captions, tags, scene name or date.</numerusform>
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
