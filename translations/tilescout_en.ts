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
