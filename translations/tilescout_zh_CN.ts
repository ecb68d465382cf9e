<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ArchiveJobs</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Paint the demo scenes</source>
        <translation>绘制演示影像</translation>
    </message>
    <message>
        <source>painting, %1 %</source>
        <translation>正在绘制，%1%</translation>
    </message>
    <message>
        <source>Index %1</source>
        <translation>索引 %1</translation>
    </message>
    <message>
        <source>scenes %1</source>
        <translation>影像 %1</translation>
    </message>
    <message>
        <source>tiles %1</source>
        <translation>图块 %1</translation>
    </message>
    <message>
        <source>%1 of %2 scenes indexed, %3 tiles, %4 of them new</source>
        <translation>已索引 %2 个影像中的 %1 个，共 %3 个图块，其中 %4 个为新增</translation>
    </message>
    <message>
        <source>Back up the archive</source>
        <translation>备份档案</translation>
    </message>
    <message>
        <source>%1 % copied</source>
        <translation>已复制 %1 %</translation>
    </message>
    <message>
        <source>copied to %1</source>
        <translation>已复制到 %1</translation>
    </message>
    <message>
        <source>Find missing scenes</source>
        <translation>查找缺失的影像</translation>
    </message>
    <message>
        <source>%1 of %2 scenes have their files again</source>
        <translation>%2 幅影像中有 %1 幅重新找到了文件</translation>
    </message>
    <message>
        <source>Tilescout archives (*.tilescout)</source>
        <translation>Tilescout 档案 (*.tilescout)</translation>
    </message>
    <message>
        <source>&amp;Back up…</source>
        <translation>备份(&amp;B)…</translation>
    </message>
    <message>
        <source>Copy the archive as it is now into one file</source>
        <translation>把档案现在的内容复制成一个文件</translation>
    </message>
    <message>
        <source>Move the small pictures</source>
        <translation>移动小图片</translation>
    </message>
    <message>
        <source>Remove the small pictures</source>
        <translation>删除小图片</translation>
    </message>
    <message>
        <source>pictures %1</source>
        <translation>图片 %1</translation>
    </message>
    <message>
        <source>pictures: %1, archives: %2</source>
        <translation>图片：%1，档案：%2</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>ClusterWords</name>
    <message>
        <source>airport</source>
        <translation>机场</translation>
    </message>
    <message>
        <source>airplanes</source>
        <translation>飞机</translation>
    </message>
    <message>
        <source>runway</source>
        <translation>跑道</translation>
    </message>
    <message>
        <source>terminal</source>
        <translation>航站楼</translation>
    </message>
    <message>
        <source>bare land</source>
        <translation>裸地</translation>
    </message>
    <message>
        <source>baseball field</source>
        <translation>棒球场</translation>
    </message>
    <message>
        <source>basketball court</source>
        <translation>篮球场</translation>
    </message>
    <message>
        <source>beach</source>
        <translation>海滩</translation>
    </message>
    <message>
        <source>boats</source>
        <translation>小船</translation>
    </message>
    <message>
        <source>bridge</source>
        <translation>桥梁</translation>
    </message>
    <message>
        <source>cars</source>
        <translation>汽车</translation>
    </message>
    <message>
        <source>cemetery</source>
        <translation>墓地</translation>
    </message>
    <message>
        <source>chaparral</source>
        <translation>灌木丛林</translation>
    </message>
    <message>
        <source>church</source>
        <translation>教堂</translation>
    </message>
    <message>
        <source>circular farmland</source>
        <translation>圆形农田</translation>
    </message>
    <message>
        <source>city centre</source>
        <translation>市中心</translation>
    </message>
    <message>
        <source>cliff</source>
        <translation>悬崖</translation>
    </message>
    <message>
        <source>clouds</source>
        <translation>云</translation>
    </message>
    <message>
        <source>coast</source>
        <translation>海岸</translation>
    </message>
    <message>
        <source>commercial area</source>
        <translation>商业区</translation>
    </message>
    <message>
        <source>construction site</source>
        <translation>建筑工地</translation>
    </message>
    <message>
        <source>crossroads</source>
        <translation>十字路口</translation>
    </message>
    <message>
        <source>dam</source>
        <translation>水坝</translation>
    </message>
    <message>
        <source>dense residential area</source>
        <translation>密集住宅区</translation>
    </message>
    <message>
        <source>desert</source>
        <translation>沙漠</translation>
    </message>
    <message>
        <source>dirt road</source>
        <translation>土路</translation>
    </message>
    <message>
        <source>dry riverbed</source>
        <translation>干涸河床</translation>
    </message>
    <message>
        <source>dunes</source>
        <translation>沙丘</translation>
    </message>
    <message>
        <source>farmland</source>
        <translation>农田</translation>
    </message>
    <message>
        <source>football field</source>
        <translation>足球场</translation>
    </message>
    <message>
        <source>forest</source>
        <translation>森林</translation>
    </message>
    <message>
        <source>glacier</source>
        <translation>冰川</translation>
    </message>
    <message>
        <source>golf course</source>
        <translation>高尔夫球场</translation>
    </message>
    <message>
        <source>grassland</source>
        <translation>草地</translation>
    </message>
    <message>
        <source>green fields</source>
        <translation>绿色田野</translation>
    </message>
    <message>
        <source>greenhouses</source>
        <translation>温室大棚</translation>
    </message>
    <message>
        <source>harbour</source>
        <translation>港湾</translation>
    </message>
    <message>
        <source>hills</source>
        <translation>丘陵</translation>
    </message>
    <message>
        <source>houses</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>ice</source>
        <translation>冰</translation>
    </message>
    <message>
        <source>industrial area</source>
        <translation>工业区</translation>
    </message>
    <message>
        <source>intersection</source>
        <translation>交叉路口</translation>
    </message>
    <message>
        <source>island</source>
        <translation>岛屿</translation>
    </message>
    <message>
        <source>lake</source>
        <translation>湖泊</translation>
    </message>
    <message>
        <source>large buildings</source>
        <translation>大型建筑</translation>
    </message>
    <message>
        <source>meadow</source>
        <translation>牧场草甸</translation>
    </message>
    <message>
        <source>medium residential area</source>
        <translation>中等密度住宅区</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>矿区</translation>
    </message>
    <message>
        <source>mountain</source>
        <translation>山地</translation>
    </message>
    <message>
        <source>motorway</source>
        <translation>高速公路</translation>
    </message>
    <message>
        <source>oil well</source>
        <translation>油井</translation>
    </message>
    <message>
        <source>orchard</source>
        <translation>果园</translation>
    </message>
    <message>
        <source>overpass</source>
        <translation>高架桥</translation>
    </message>
    <message>
        <source>palace</source>
        <translation>宫殿</translation>
    </message>
    <message>
        <source>park</source>
        <translation>公园</translation>
    </message>
    <message>
        <source>parking lot</source>
        <translation>停车场</translation>
    </message>
    <message>
        <source>pier</source>
        <translation>码头栈桥</translation>
    </message>
    <message>
        <source>playground</source>
        <translation>操场</translation>
    </message>
    <message>
        <source>ploughed fields</source>
        <translation>翻耕地</translation>
    </message>
    <message>
        <source>pond</source>
        <translation>池塘</translation>
    </message>
    <message>
        <source>port</source>
        <translation>港口</translation>
    </message>
    <message>
        <source>power station</source>
        <translation>发电站</translation>
    </message>
    <message>
        <source>quarry</source>
        <translation>采石场</translation>
    </message>
    <message>
        <source>railway</source>
        <translation>铁路</translation>
    </message>
    <message>
        <source>railway station</source>
        <translation>火车站</translation>
    </message>
    <message>
        <source>resort</source>
        <translation>度假村</translation>
    </message>
    <message>
        <source>rice paddies</source>
        <translation>水稻田</translation>
    </message>
    <message>
        <source>river</source>
        <translation>河流</translation>
    </message>
    <message>
        <source>river bend</source>
        <translation>河湾</translation>
    </message>
    <message>
        <source>river delta</source>
        <translation>河口三角洲</translation>
    </message>
    <message>
        <source>road</source>
        <translation>道路</translation>
    </message>
    <message>
        <source>rocks</source>
        <translation>岩石</translation>
    </message>
    <message>
        <source>roundabout</source>
        <translation>环岛</translation>
    </message>
    <message>
        <source>salt flat</source>
        <translation>盐滩</translation>
    </message>
    <message>
        <source>sand</source>
        <translation>沙地</translation>
    </message>
    <message>
        <source>school</source>
        <translation>学校</translation>
    </message>
    <message>
        <source>scrub</source>
        <translation>灌丛</translation>
    </message>
    <message>
        <source>sea</source>
        <translation>海</translation>
    </message>
    <message>
        <source>ships</source>
        <translation>船舶</translation>
    </message>
    <message>
        <source>snow</source>
        <translation>雪</translation>
    </message>
    <message>
        <source>solar farm</source>
        <translation>太阳能电站</translation>
    </message>
    <message>
        <source>sparse residential area</source>
        <translation>稀疏住宅区</translation>
    </message>
    <message>
        <source>square</source>
        <translation>广场</translation>
    </message>
    <message>
        <source>stadium</source>
        <translation>体育场</translation>
    </message>
    <message>
        <source>storage tanks</source>
        <translation>储罐</translation>
    </message>
    <message>
        <source>swimming pool</source>
        <translation>游泳池</translation>
    </message>
    <message>
        <source>swamp</source>
        <translation>沼泽</translation>
    </message>
    <message>
        <source>tennis court</source>
        <translation>网球场</translation>
    </message>
    <message>
        <source>trees</source>
        <translation>树木</translation>
    </message>
    <message>
        <source>tundra</source>
        <translation>苔原</translation>
    </message>
    <message>
        <source>viaduct</source>
        <translation>高架铁路桥</translation>
    </message>
    <message>
        <source>village</source>
        <translation>村庄</translation>
    </message>
    <message>
        <source>vineyard</source>
        <translation>葡萄园</translation>
    </message>
    <message>
        <source>volcano</source>
        <translation>火山</translation>
    </message>
    <message>
        <source>warehouses</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>waste dump</source>
        <translation>垃圾场</translation>
    </message>
    <message>
        <source>wastewater plant</source>
        <translation>污水处理厂</translation>
    </message>
    <message>
        <source>water</source>
        <translation>水体</translation>
    </message>
    <message>
        <source>waves</source>
        <translation>波浪</translation>
    </message>
    <message>
        <source>wetland</source>
        <translation>湿地</translation>
    </message>
    <message>
        <source>wind turbines</source>
        <translation>风力发电机</translation>
    </message>
</context>
<context>
    <name>Colouring</name>
    <message>
        <source>In no cluster</source>
        <translation>不属于任何聚类</translation>
    </message>
    <message>
        <source>Other scenes</source>
        <translation>其他影像</translation>
    </message>
    <message>
        <source>Date unknown</source>
        <translation>日期未知</translation>
    </message>
    <message>
        <source>Best %1 %</source>
        <translation>最佳 %1 %</translation>
    </message>
    <message>
        <source>No query</source>
        <translation>没有查询</translation>
    </message>
    <message>
        <source>The rest</source>
        <translation>其余</translation>
    </message>
    <message>
        <source>%1 to %2 %</source>
        <translation>%1 至 %2 %</translation>
    </message>
    <message>
        <source>Several</source>
        <translation>多个</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Without a caption</source>
        <translation>无描述</translation>
    </message>
    <message>
        <source>With a caption</source>
        <translation>有描述</translation>
    </message>
    <message>
        <source>Without a tag</source>
        <translation>无标签</translation>
    </message>
    <message>
        <source>In no split</source>
        <translation>不属于任何划分</translation>
    </message>
    <message>
        <source>No new neighbours</source>
        <translation>没有新近邻</translation>
    </message>
    <message>
        <source>Up to 25 % new</source>
        <translation>至多 25 % 为新近邻</translation>
    </message>
    <message>
        <source>Up to 50 % new</source>
        <translation>至多 50 % 为新近邻</translation>
    </message>
    <message>
        <source>Up to 75 % new</source>
        <translation>至多 75 % 为新近邻</translation>
    </message>
    <message>
        <source>Over 75 % new</source>
        <translation>超过 75 % 为新近邻</translation>
    </message>
    <message>
        <source>Texts (land cover)</source>
        <translation>文字（土地覆盖）</translation>
    </message>
    <message>
        <source>Texts (captions)</source>
        <translation>文字（描述）</translation>
    </message>
</context>
<context>
    <name>ContactSheet</name>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>%1 of %2 tiles</source>
        <translation>%2 个图块中的 %1 个</translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>模型：%1</translation>
    </message>
    <message>
        <source>Archive: %1</source>
        <translation>档案：%1</translation>
    </message>
    <message>
        <source>Made with Tilescout on %1</source>
        <translation>由 Tilescout 制作，%1</translation>
    </message>
    <message>
        <source>not reachable</source>
        <translation>无法访问</translation>
    </message>
    <message>
        <source>%1 · score %2</source>
        <translation>第 %1 名 · 得分 %2</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>The first %1 of %2 results, of %3 tiles</source>
        <translation>%2 个结果中的前 %1 个，共 %3 个图块</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>It</source>
        <translation>该对象</translation>
    </message>
    <message>
        <source>%1 cannot be found.</source>
        <translation>找不到 %1。</translation>
    </message>
    <message>
        <source>%1 cannot be used as it is.</source>
        <translation>%1 不能直接使用。</translation>
    </message>
    <message>
        <source>%1 could not be read or written.</source>
        <translation>%1 无法读取或写入。</translation>
    </message>
    <message>
        <source>%1 is damaged, or not what its name says.</source>
        <translation>%1 已损坏，或内容与名称不符。</translation>
    </message>
    <message>
        <source>%1 does not fit: another version or another model made it.</source>
        <translation>%1 不匹配：它由另一版本或另一模型生成。</translation>
    </message>
    <message>
        <source>There was not enough memory.</source>
        <translation>内存不足。</translation>
    </message>
    <message>
        <source>%1 is in use by another program.</source>
        <translation>%1 正被另一个程序使用。</translation>
    </message>
    <message>
        <source>Something went wrong inside Tilescout.</source>
        <translation>Tilescout 内部出错。</translation>
    </message>
    <message>
        <source>Check that its disk or network folder is connected, then try again.</source>
        <translation>请确认其磁盘或网络文件夹已连接，然后重试。</translation>
    </message>
    <message>
        <source>The details say what is wrong; change it and try again.</source>
        <translation>详细信息说明了原因；修改后请重试。</translation>
    </message>
    <message>
        <source>Check the free space and your rights in this folder, then try again.</source>
        <translation>请检查该文件夹的剩余空间和权限，然后重试。</translation>
    </message>
    <message>
        <source>Take the file from its source again, or choose another one.</source>
        <translation>请重新获取该文件，或选择其他文件。</translation>
    </message>
    <message>
        <source>Update Tilescout, or embed the archive anew with the model you use now.</source>
        <translation>请更新 Tilescout，或用当前模型重新嵌入档案。</translation>
    </message>
    <message>
        <source>Close other programs, then try again; finished work is kept.</source>
        <translation>请关闭其他程序后重试；已完成的工作会保留。</translation>
    </message>
    <message>
        <source>Wait until the other program is done, then try again.</source>
        <translation>请等另一个程序完成后重试。</translation>
    </message>
    <message>
        <source>Your archive is unharmed. Copy the details into a report, and try again.</source>
        <translation>您的档案没有受损。请复制详细信息以便报告，然后重试。</translation>
    </message>
    <message>
        <source>holds no picture</source>
        <translation>不含图像</translation>
    </message>
    <message>
        <source>holds no data</source>
        <translation>不含数据</translation>
    </message>
    <message>
        <source>indexed without a place on the map</source>
        <translation>已索引，但没有地理位置</translation>
    </message>
    <message>
        <source>resolution unlike what the model has seen</source>
        <translation>分辨率与模型所见不同</translation>
    </message>
    <message>
        <source>names a network source, which is not followed</source>
        <translation>指向网络来源，未予访问</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>needs more memory than there is</source>
        <translation>所需内存超过可用内存</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>未收录</translation>
    </message>
    <message>
        <source>cannot be reached now</source>
        <translation>现在无法访问</translation>
    </message>
    <message>
        <source>Heights and single measurements cannot be searched by words. Add the picture of the same place.</source>
        <translation>高程和单项测量值无法用文字搜索。请添加同一地点的图像。</translation>
    </message>
    <message>
        <source>Take the file from its source again.</source>
        <translation>请从来源重新获取该文件。</translation>
    </message>
    <message>
        <source>It can be searched, but not shown on the map. Give the file a coordinate system, then update the index.</source>
        <translation>可以搜索，但无法显示在地图上。请给文件设置坐标系，然后更新索引。</translation>
    </message>
    <message>
        <source>It can be searched, but trust its scores less, or use a model that has seen this resolution.</source>
        <translation>可以搜索，但得分不太可信；也可以改用见过这种分辨率的模型。</translation>
    </message>
    <message>
        <source>Save a copy of the data on this computer and add that.</source>
        <translation>请把数据保存到本机，再添加那一份。</translation>
    </message>
    <message>
        <source>Take the file from its source again, then update the index.</source>
        <translation>请从来源重新获取该文件，然后更新索引。</translation>
    </message>
    <message>
        <source>Connect its disk and update the index; if it was moved, choose Archive &gt; Find missing scenes.</source>
        <translation>请连接所在磁盘并更新索引；如果文件已移动，请选择“档案 &gt; 查找缺失的影像”。</translation>
    </message>
    <message>
        <source>Check your rights to the file and its disk, then update the index.</source>
        <translation>请检查您对该文件及其磁盘的权限，然后更新索引。</translation>
    </message>
    <message>
        <source>Close other programs, then update the index.</source>
        <translation>请关闭其他程序，然后更新索引。</translation>
    </message>
    <message>
        <source>Mend the file or its rights, then update the index: it is tried again each time.</source>
        <translation>请修复文件或其权限，然后更新索引：每次都会重新尝试。</translation>
    </message>
    <message>
        <source>%1 was made by a newer Tilescout.</source>
        <translation>%1 由更新版本的 Tilescout 创建。</translation>
    </message>
    <message>
        <source>Update Tilescout to open it. Nothing in it was changed.</source>
        <translation>请更新 Tilescout 后再打开。其中的内容没有任何改动。</translation>
    </message>
    <message>
        <source>embedded in another precision than the tiles before</source>
        <translation>嵌入时使用的精度与先前的图块不同</translation>
    </message>
    <message>
        <source>Their scores differ a little from those of the others. Choose the earlier device and precision in the settings to embed alike.</source>
        <translation>它们的分数与其他图块略有差别。请在设置中选择先前的设备和精度，使嵌入一致。</translation>
    </message>
    <message>
        <source>stays: pictures of an archive not opened lately</source>
        <translation>保留原处：近期未打开的档案的图片</translation>
    </message>
    <message>
        <source>It is a part of Tilescout: install the program again.</source>
        <translation>它是 Tilescout 自身的一部分：请重新安装本程序。</translation>
    </message>
</context>
<context>
    <name>ExampleFile</name>
    <message>
        <source>pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>part of %1</source>
        <translation>%1 的局部</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>剩余 %1 秒</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>剩余 %1 分钟</translation>
    </message>
    <message>
        <source>%1 h %2 min left</source>
        <translation>剩余 %1 小时 %2 分钟</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>每秒 %1</translation>
    </message>
    <message>
        <source>%1° N</source>
        <translation>北纬 %1°</translation>
    </message>
    <message>
        <source>%1° S</source>
        <translation>南纬 %1°</translation>
    </message>
    <message>
        <source>%1° E</source>
        <translation>东经 %1°</translation>
    </message>
    <message>
        <source>%1° W</source>
        <translation>西经 %1°</translation>
    </message>
    <message>
        <source>%1 × %2 km</source>
        <translation>%1 × %2 公里</translation>
    </message>
    <message>
        <source>%1 × %2 m</source>
        <translation>%1 × %2 米</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分钟</translation>
    </message>
</context>
<context>
    <name>GridAccessible</name>
    <message>
        <source>Tile %1 of %2</source>
        <translation>第 %1 个图块，共 %2 个</translation>
    </message>
    <message>
        <source>score %1</source>
        <translation>得分 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n caption(s)</source>
        <translation>
            <numerusform>%n 条描述</numerusform>
        </translation>
    </message>
    <message>
        <source>marked right</source>
        <translation>已标记为对</translation>
    </message>
    <message>
        <source>marked wrong</source>
        <translation>已标记为错</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message numerus="yes">
        <source>%n tile(s)</source>
        <translation>
            <numerusform>%n 个图块</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HitArrangement</name>
    <message>
        <source>No date</source>
        <translation>无日期</translation>
    </message>
    <message numerus="yes">
        <source>%n date(s)</source>
        <translation>
            <numerusform>%n 个日期</numerusform>
        </translation>
    </message>
    <message>
        <source>Likely</source>
        <translation>很可能</translation>
    </message>
    <message>
        <source>Possible</source>
        <translation>可能</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Places found once</source>
        <translation>只出现一次的地点</translation>
    </message>
    <message>
        <source>Place not known</source>
        <translation>地点未知</translation>
    </message>
</context>
<context>
    <name>LabelFormats</name>
    <message>
        <source>CSV table</source>
        <translation>CSV 表格</translation>
    </message>
    <message>
        <source>GeoJSON</source>
        <translation>GeoJSON 文件</translation>
    </message>
    <message>
        <source>GeoPackage</source>
        <translation>GeoPackage 图层</translation>
    </message>
    <message>
        <source>GeoJSON, GeoPackage and other vector files</source>
        <translation>GeoJSON、GeoPackage 及其他矢量文件</translation>
    </message>
    <message>
        <source>RSICD and RSITMD, as HarMA&apos;s authors write it</source>
        <translation>RSICD 与 RSITMD（HarMA 作者的格式）</translation>
    </message>
    <message>
        <source>RSICD, as Karpathy writes it</source>
        <translation>RSICD（Karpathy 的格式）</translation>
    </message>
    <message>
        <source>A folder for each class</source>
        <translation>每类一个文件夹</translation>
    </message>
    <message>
        <source>By its content</source>
        <translation>按内容判断</translation>
    </message>
    <message>
        <source>For spreadsheets: one row a caption, with its scene and the pixels of its tile.</source>
        <translation>用于电子表格：每条描述一行，附其影像和图块的像素位置。</translation>
    </message>
    <message>
        <source>For QGIS: one feature a caption, the tile&apos;s outline as its place.</source>
        <translation>用于 QGIS：每条描述一个要素，以图块轮廓为其位置。</translation>
    </message>
    <message>
        <source>For training elsewhere: a new folder with the tiles as pictures and a JSON file a split.</source>
        <translation>用于在别处训练：一个新文件夹，含图块图片，每个划分一个 JSON 文件。</translation>
    </message>
    <message>
        <source>For training elsewhere: a new folder with the tiles as pictures and one JSON file.</source>
        <translation>用于在别处训练：一个新文件夹，含图块图片和一个 JSON 文件。</translation>
    </message>
    <message>
        <source>For classifiers: a new folder with the tiles as pictures, sorted by their first tag.</source>
        <translation>用于分类器：一个新文件夹，图块图片按第一个标签归类。</translation>
    </message>
    <message>
        <source>COCO captions</source>
        <translation>COCO 描述</translation>
    </message>
    <message>
        <source>For training elsewhere: a new folder with the tiles as pictures and COCO&apos;s JSON, a file a split.</source>
        <translation>供别处训练：新建文件夹，内有图块图片以及 COCO 的 JSON，每个划分一个文件。</translation>
    </message>
</context>
<context>
    <name>LabelRows</name>
    <message>
        <source>It has more cells than the header.</source>
        <translation>单元格数多于表头。</translation>
    </message>
    <message>
        <source>It has neither a caption nor a tag.</source>
        <translation>既没有描述，也没有标签。</translation>
    </message>
    <message>
        <source>It gives only a part of x, y, width and height.</source>
        <translation>x、y、width、height 只给出了一部分。</translation>
    </message>
    <message>
        <source>Its longitude or latitude is no number.</source>
        <translation>经度或纬度不是数字。</translation>
    </message>
    <message>
        <source>It names neither an image nor a place.</source>
        <translation>既没有指明图像，也没有指明位置。</translation>
    </message>
    <message>
        <source>Its caption is no text.</source>
        <translation>描述不是文本。</translation>
    </message>
    <message>
        <source>It has no caption.</source>
        <translation>没有描述。</translation>
    </message>
    <message>
        <source>Its window is not four numbers.</source>
        <translation>窗口不是四个数字。</translation>
    </message>
    <message>
        <source>It is no JSON object.</source>
        <translation>不是 JSON 对象。</translation>
    </message>
    <message>
        <source>It names no image.</source>
        <translation>没有指明图像。</translation>
    </message>
    <message>
        <source>It has no caption, label, name, class or tags.</source>
        <translation>没有 caption、label、name、class 或 tags 字段。</translation>
    </message>
    <message>
        <source>It has no place.</source>
        <translation>没有位置。</translation>
    </message>
    <message>
        <source>Its geometry cannot be made straight.</source>
        <translation>几何图形无法转换为直线段。</translation>
    </message>
    <message>
        <source>It lies outside its coordinate system.</source>
        <translation>位于其坐标系的范围之外。</translation>
    </message>
    <message>
        <source>It lies outside the globe.</source>
        <translation>位于地球范围之外。</translation>
    </message>
    <message>
        <source>It is neither a point nor a polygon.</source>
        <translation>既不是点，也不是多边形。</translation>
    </message>
    <message>
        <source>It has a polygon without area, or outside the globe.</source>
        <translation>含有面积为零或位于地球范围之外的多边形。</translation>
    </message>
    <message>
        <source>It lies on no tile of the archive.</source>
        <translation>不在档案的任何图块上。</translation>
    </message>
    <message>
        <source>Its caption is empty.</source>
        <translation>描述为空。</translation>
    </message>
    <message>
        <source>Its caption is not UTF-8 text.</source>
        <translation>描述不是 UTF-8 文本。</translation>
    </message>
    <message>
        <source>Its caption holds control characters or line breaks.</source>
        <translation>描述中含有控制字符或换行。</translation>
    </message>
    <message>
        <source>Its tag is empty.</source>
        <translation>标签为空。</translation>
    </message>
    <message>
        <source>Its tag is not UTF-8 text.</source>
        <translation>标签不是 UTF-8 文本。</translation>
    </message>
    <message>
        <source>Its tag holds control characters or line breaks.</source>
        <translation>标签中含有控制字符或换行。</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>entry %1</source>
        <translation>第 %1 项</translation>
    </message>
    <message>
        <source>feature %1</source>
        <translation>第 %1 个要素</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>file, row</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>No scene of the archive is called “%1”.</source>
        <translation>档案中没有名为“%1”的影像。</translation>
    </message>
    <message>
        <source>Several scenes of the archive are called “%1”.</source>
        <translation>档案中有多幅影像名为“%1”。</translation>
    </message>
    <message>
        <source>The scene %1 has no tiles.</source>
        <translation>影像 %1 没有图块。</translation>
    </message>
    <message>
        <source>Its caption is longer than %1 bytes.</source>
        <translation>描述超过 %1 字节。</translation>
    </message>
    <message>
        <source>Its tag is longer than %1 bytes.</source>
        <translation>标签超过 %1 字节。</translation>
    </message>
    <message>
        <source>Its %1 is no number.</source>
        <translation>%1 不是数字。</translation>
    </message>
    <message>
        <source>Its tag holds a semicolon.</source>
        <translation>标签含有分号。</translation>
    </message>
    <message>
        <source>Its split is empty.</source>
        <translation>划分名称为空。</translation>
    </message>
    <message>
        <source>Its split is longer than %1 bytes.</source>
        <translation>划分名称超过 %1 字节。</translation>
    </message>
    <message>
        <source>Its split is not UTF-8 text.</source>
        <translation>划分名称不是 UTF-8 文本。</translation>
    </message>
    <message>
        <source>Its split holds control characters or line breaks.</source>
        <translation>划分名称含有控制字符或换行。</translation>
    </message>
    <message>
        <source>Its split holds a semicolon.</source>
        <translation>划分名称含有分号。</translation>
    </message>
</context>
<context>
    <name>MapAccessible</name>
    <message numerus="yes">
        <source>%n result(s), the best with score %1, around %2</source>
        <translation>
            <numerusform>%n 个结果，最高得分 %1，位于 %2 附近</numerusform>
        </translation>
    </message>
    <message>
        <source>Rank %1, score %2</source>
        <translation>第 %1 名，得分 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n caption(s)</source>
        <translation>
            <numerusform>%n 条描述</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) in view</source>
        <translation>
            <numerusform>视图中有 %n 个结果</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapDecor</name>
    <message>
        <source>%1° N</source>
        <translation>北纬 %1°</translation>
    </message>
    <message>
        <source>%1° S</source>
        <translation>南纬 %1°</translation>
    </message>
    <message>
        <source>%1° E</source>
        <translation>东经 %1°</translation>
    </message>
    <message>
        <source>%1° W</source>
        <translation>西经 %1°</translation>
    </message>
    <message>
        <source>%1 km</source>
        <translation>%1 公里</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 米</translation>
    </message>
    <message>
        <source>%1 cm</source>
        <translation>%1 厘米</translation>
    </message>
</context>
<context>
    <name>ModelCardText</name>
    <message>
        <source>A compact model that comes with Tilescout so that search works at once. It knows what its training images showed and little else: for serious work import real weights, such as RemoteCLIP, GeoRSCLIP or HarMA.</source>
        <translation>Tilescout 自带的小型模型，让搜索立即可用。除训练图像中出现过的内容外，它所知甚少：正式工作请导入真正的权重，例如 RemoteCLIP、GeoRSCLIP 或 HarMA。</translation>
    </message>
    <message>
        <source>Computes on</source>
        <translation>计算设备</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>its own</source>
        <translation>自有结构</translation>
    </message>
    <message>
        <source>Picture size</source>
        <translation>图像大小</translation>
    </message>
    <message>
        <source>%1 × %1 pixels</source>
        <translation>%1 × %1 像素</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>%1 numbers a tile</source>
        <translation>每个图块 %1 个数</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Adapters</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Tiles it has seen</source>
        <translation>训练所见的图块</translation>
    </message>
    <message>
        <source>%1 to %2 m wide</source>
        <translation>宽 %1 至 %2 米</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>指纹</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>正在训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Ground extents</source>
        <translation>地面范围</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>局限</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Painter</source>
        <translation>绘制器</translation>
    </message>
    <message>
        <source>RSICD train images with their captions (7,862 images of Google Earth, Baidu Map, MapABC and Tianditu) and tiles painted by core/synth</source>
        <translation>RSICD 训练影像及其描述（7,862 幅来自 Google Earth、百度地图、MapABC 和天地图的影像），以及由 core/synth 绘制的图块</translation>
    </message>
    <message>
        <source>AID, part of RSICD, has 0.5 to 8 m a pixel over 600 pixels: 300 to 4,800 m a tile, crops down to half of that</source>
        <translation>RSICD 中的 AID 部分每像素 0.5 至 8 米、边长 600 像素：每图块 300 至 4,800 米，裁剪后最小为其一半</translation>
    </message>
    <message>
        <source>knows the words of about 43,000 short English captions; no radar, no thermal, no single trees or cars, little outside cities, coasts and farmland; import real weights for serious work</source>
        <translation>掌握约 43,000 条简短英文描述中的词语；不了解雷达、热红外、单棵树木或单辆汽车，对城市、海岸和农田以外的内容了解很少；正式工作请导入真正的权重</translation>
    </message>
    <message>
        <source>chosen on 873 images of RSICD&apos;s validation split, reported on the other 1,093; the test split was never seen</source>
        <translation>在 RSICD 验证集的 873 幅影像上选择，在其余影像 1,093 幅上报告；从未见过测试集</translation>
    </message>
    <message>
        <source>research use, as RSICD&apos;s images</source>
        <translation>与 RSICD 影像相同，仅限研究使用</translation>
    </message>
    <message>
        <source>trained from nothing by tilescout-cli train --from-scratch</source>
        <translation>由 tilescout-cli train --from-scratch 从零训练</translation>
    </message>
    <message>
        <source>trained further by tilescout-cli train --from-scratch</source>
        <translation>由 tilescout-cli train --from-scratch 进一步训练</translation>
    </message>
    <message>
        <source>mR 20.21 on RSICD&apos;s 1,093 report images; mR 45.06 on 500 held-out painted tiles (float32)</source>
        <translation>RSICD 的 1,093 幅报告图像上 mR 20.21；500 个未参与训练的绘制图块上 mR 45.06（float32）</translation>
    </message>
</context>
<context>
    <name>ModelJobs</name>
    <message>
        <source>Import model %1</source>
        <translation>导入模型 %1</translation>
    </message>
    <message>
        <source>done; new archives will use it</source>
        <translation>完成；新建的档案将使用它</translation>
    </message>
    <message>
        <source>Load %1</source>
        <translation>下载 %1</translation>
    </message>
    <message>
        <source>%1 of %2 MB</source>
        <translation>%1／%2 MB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>The server cannot be reached. Check the network and try again: what was loaded is kept and goes on from there. Without a network, bring the file here by other means and import it.</source>
        <translation>无法连接服务器。请检查网络后重试：已下载的部分会保留并从该处继续。没有网络时，请用其他方式取得文件后导入。</translation>
    </message>
    <message>
        <source>What was loaded is not the file that was asked for: its SHA-256 differs. It was removed.</source>
        <translation>下载的文件不是所要的文件：其 SHA-256 不符。文件已移除。</translation>
    </message>
    <message>
        <source>Embed anew with %1</source>
        <translation>用 %1 重新嵌入</translation>
    </message>
    <message>
        <source>tiles %1 of %2; the present model answers meanwhile</source>
        <translation>图块 %1／%2；期间仍由当前模型应答</translation>
    </message>
    <message>
        <source>done: %1 tiles, %2 of them new; this model answers now</source>
        <translation>完成：%1 个图块，其中 %2 个为新增；现由此模型应答</translation>
    </message>
    <message>
        <source>the file is here already; checking it, %1 of %2 MB</source>
        <translation>文件已在本机；正在校验，%1 / %2 MB</translation>
    </message>
    <message>
        <source>done: the file was here already and its SHA-256 is right, so nothing was loaded; new archives will use it</source>
        <translation>完成：文件已在本机且 SHA-256 正确，因此未下载；新档案将使用它</translation>
    </message>
    <message>
        <source>done: the file was here already, so nothing was loaded; its source states no SHA-256 to compare. New archives will use it</source>
        <translation>完成：文件已在本机，因此未下载；其来源没有给出可比对的 SHA-256。新档案将使用它</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>“%1” holds no CLIP that Tilescout knows: its tensors are others, or of other shapes. The details name them.</source>
        <translation>“%1”不是 Tilescout 能识别的 CLIP 模型：其张量名称或形状不符，详细信息中列出了具体张量。</translation>
    </message>
    <message>
        <source>“%1” does not belong to these weights. Choose the vocabulary, and the adapters if any, that came with them.</source>
        <translation>“%1”与这些权重不配套。请选择随权重一起提供的词表（以及适配器，如果有）。</translation>
    </message>
</context>
<context>
    <name>PaletteSources</name>
    <message>
        <source>Archive</source>
        <translation>档案</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>影像</translation>
    </message>
</context>
<context>
    <name>PlotExport</name>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueryActions</name>
    <message>
        <source>&amp;Polygons of a file…</source>
        <translation>文件中的多边形(&amp;P)…</translation>
    </message>
    <message>
        <source>Search only inside the polygons of a file</source>
        <translation>只在文件的多边形内搜索</translation>
    </message>
    <message>
        <source>Re&amp;name the area…</source>
        <translation>重命名区域(&amp;N)…</translation>
    </message>
    <message>
        <source>Give the area of the query a name</source>
        <translation>给查询的区域起名</translation>
    </message>
    <message>
        <source>&amp;Export the area…</source>
        <translation>导出区域(&amp;E)…</translation>
    </message>
    <message>
        <source>Write the area of the query as GeoJSON</source>
        <translation>把查询的区域写成 GeoJSON</translation>
    </message>
</context>
<context>
    <name>SearchActions</name>
    <message>
        <source>Back to the query before</source>
        <translation>回到上一个查询</translation>
    </message>
    <message>
        <source>Forward to the next query</source>
        <translation>前往下一个查询</translation>
    </message>
    <message>
        <source>Search with a &amp;picture…</source>
        <translation>用图片搜索(&amp;P)…</translation>
    </message>
    <message>
        <source>A picture file as an example</source>
        <translation>以图片文件为示例</translation>
    </message>
    <message>
        <source>Search with the &amp;copied picture</source>
        <translation>用复制的图片搜索(&amp;C)</translation>
    </message>
    <message>
        <source>The clipboard&apos;s picture as an example</source>
        <translation>以剪贴板中的图片为示例</translation>
    </message>
    <message>
        <source>The selected tiles as examples</source>
        <translation>以所选图块为示例</translation>
    </message>
    <message>
        <source>Away from the selected tiles</source>
        <translation>远离所选图块</translation>
    </message>
    <message>
        <source>Searches only the scene of the current tile</source>
        <translation>只搜索当前图块所在的影像</translation>
    </message>
    <message>
        <source>&amp;Exclude words…</source>
        <translation>排除词语(&amp;E)…</translation>
    </message>
    <message>
        <source>Tiles like these words move down</source>
        <translation>与这些词相似的图块排到后面</translation>
    </message>
    <message>
        <source>Mark &amp;right</source>
        <translation>标为对(&amp;R)</translation>
    </message>
    <message>
        <source>These are what you look for: the ranking learns from it</source>
        <translation>这正是要找的：排序会从中学习</translation>
    </message>
    <message>
        <source>Mark &amp;wrong</source>
        <translation>标为错(&amp;W)</translation>
    </message>
    <message>
        <source>These are not what you look for: the ranking learns from it</source>
        <translation>这不是要找的：排序会从中学习</translation>
    </message>
    <message>
        <source>&amp;Take back the last mark</source>
        <translation>撤回上一个标记(&amp;T)</translation>
    </message>
    <message>
        <source>Right or wrong, as it was before</source>
        <translation>恢复之前的对错标记</translation>
    </message>
    <message>
        <source>&amp;Select or deselect</source>
        <translation>选中或取消(&amp;S)</translation>
    </message>
    <message>
        <source>Adds the current tile to the selection, or takes it out</source>
        <translation>把当前图块加入选择，或移出</translation>
    </message>
    <message>
        <source>Select &amp;all results</source>
        <translation>选择全部结果(&amp;A)</translation>
    </message>
    <message>
        <source>Select every result</source>
        <translation>选择每个结果</translation>
    </message>
    <message>
        <source>Q&amp;uery before</source>
        <translation>上一个查询(&amp;U)</translation>
    </message>
    <message>
        <source>Query a&amp;fter</source>
        <translation>下一个查询(&amp;F)</translation>
    </message>
    <message>
        <source>More like th&amp;is</source>
        <translation>更多像这样的(&amp;I)</translation>
    </message>
    <message>
        <source>Less li&amp;ke this</source>
        <translation>少一些这样的(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Only in this scene</source>
        <translation>只在此影像中(&amp;O)</translation>
    </message>
    <message>
        <source>Draw an e&amp;xample</source>
        <translation>画一个示例(&amp;X)</translation>
    </message>
    <message>
        <source>Draw a part of the scene, large or on the map, to search with</source>
        <translation>在放大视图或地图上画出影像的一部分用来搜索</translation>
    </message>
    <message>
        <source>&amp;Queries of before</source>
        <translation>以前的查询(&amp;Q)</translation>
    </message>
    <message>
        <source>What was asked of this archive lately, to ask it again</source>
        <translation>最近在此档案中的查询，可再次查询</translation>
    </message>
    <message>
        <source>Filters…</source>
        <translation>筛选…</translation>
    </message>
    <message>
        <source>Dates, scenes, scores, places, words, templates</source>
        <translation>日期、影像、得分、地点、词语、模板</translation>
    </message>
</context>
<context>
    <name>TrainWords</name>
    <message>
        <source>HarMA adapters</source>
        <translation>HarMA 适配器</translation>
    </message>
    <message>
        <source>LoRA on the attention</source>
        <translation>注意力上的 LoRA</translation>
    </message>
    <message>
        <source>Plain adapters</source>
        <translation>普通适配器</translation>
    </message>
    <message>
        <source>Projections only</source>
        <translation>仅投影层</translation>
    </message>
    <message>
        <source>The whole model</source>
        <translation>整个模型</translation>
    </message>
    <message>
        <source>Small gated adapters in every layer of both towers, which share what they learn. The base stays as it is; the new model is one small file.</source>
        <translation>在图像和文字两侧的每一层加入带门控的小型适配器，两侧共享所学。基础模型保持不变；新模型只是一个小文件。</translation>
    </message>
    <message>
        <source>Low-rank updates of the attention in both towers. The base stays as it is.</source>
        <translation>对两侧的注意力做低秩更新。基础模型保持不变。</translation>
    </message>
    <message>
        <source>A small bottleneck in every layer; pictures and texts share nothing. The base stays as it is.</source>
        <translation>每层加入一个小瓶颈；图像与文字互不共享。基础模型保持不变。</translation>
    </message>
    <message>
        <source>Only the last matrix of each tower. Quickest, and the least that can be learned.</source>
        <translation>只训练两侧的最后一个矩阵。最快，但能学到的也最少。</translation>
    </message>
    <message>
        <source>As released by the authors</source>
        <translation>按作者发布的代码</translation>
    </message>
    <message>
        <source>As written in the paper</source>
        <translation>按论文所述</translation>
    </message>
    <message>
        <source>Falls evenly to zero</source>
        <translation>线性降到零</translation>
    </message>
    <message>
        <source>Falls along a cosine</source>
        <translation>沿余弦下降</translation>
    </message>
    <message>
        <source>Stays level</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>As the dataset has it</source>
        <translation>按数据集自带的划分</translation>
    </message>
    <message>
        <source>By place: what overlaps stays together</source>
        <translation>按地点：相互重叠的图块放在一起</translation>
    </message>
    <message>
        <source>By scene</source>
        <translation>按影像</translation>
    </message>
    <message>
        <source>Tile by tile, at random</source>
        <translation>逐图块随机</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>论文</translation>
    </message>
    <message>
        <source>A few passes, for a first look at whether your labels teach the model something.</source>
        <translation>只训练几遍，先看看您的标注能否让模型学到东西。</translation>
    </message>
    <message>
        <source>Until it stops getting better on tiles it does not train on. Right for most archives.</source>
        <translation>训练到在未参与训练的图块上不再进步为止。适合大多数档案。</translation>
    </message>
    <message>
        <source>The recipe of the HarMA authors, for large data sets and to repeat their figures.</source>
        <translation>HarMA 作者的方案，适合大型数据集，或用来复现他们的结果。</translation>
    </message>
    <message numerus="yes">
        <source>Only %n labelled tile(s): expect little, and wide intervals. 200 are a good start.</source>
        <translation>
            <numerusform>只有 %n 个已标注图块：效果有限，区间会很宽。200 个是不错的起点。</numerusform>
        </translation>
    </message>
    <message>
        <source>No tiles are left to measure on. Label more places, or keep a share aside.</source>
        <translation>没有留下用于评测的图块。请标注更多地点，或留出一部分。</translation>
    </message>
    <message numerus="yes">
        <source>%n caption(s) are used for several tiles: the same words cannot tell them apart.</source>
        <translation>
            <numerusform>%n 条描述用于多个图块：同样的文字无法区分它们。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n caption(s) of the tiles to measure on are trained on as well, word for word.</source>
        <translation>
            <numerusform>评测图块中有 %n 条描述也一字不差地用于训练。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tile(s) to measure on overlap tiles that are trained on: the result would look better than it is.</source>
        <translation>
            <numerusform>有 %n 个评测图块与训练图块重叠：结果会显得比实际更好。</numerusform>
        </translation>
    </message>
    <message>
        <source>A few classes have most of the tiles; the rare ones will be learned less well.</source>
        <translation>少数类别占了大部分图块；稀少的类别会学得较差。</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) cannot be read and are left out.</source>
        <translation>
            <numerusform>%n 个图像无法读取，已排除。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) are missing and are left out.</source>
        <translation>
            <numerusform>%n 个图像缺失，已排除。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n empty caption(s) are left out.</source>
        <translation>
            <numerusform>%n 条空描述已排除。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n caption(s) are longer than the model reads; their ends are cut.</source>
        <translation>
            <numerusform>%n 条描述超出模型可读的长度；末尾会被截断。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n id(s) occur twice in the data set.</source>
        <translation>
            <numerusform>%n 个编号在数据集中重复出现。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n caption(s) belong to places that no tile covers now, and are left out.</source>
        <translation>
            <numerusform>%n 条描述所在的地点目前没有图块覆盖，已排除。</numerusform>
        </translation>
    </message>
    <message>
        <source>Label more tiles</source>
        <translation>标注更多图块</translation>
    </message>
    <message>
        <source>Keep 15 % aside</source>
        <translation>留出 15%</translation>
    </message>
    <message>
        <source>Treat equal captions as equal</source>
        <translation>将相同描述视为等同</translation>
    </message>
    <message>
        <source>Divide by place</source>
        <translation>按地点划分</translation>
    </message>
    <message>
        <source>Update the index</source>
        <translation>更新索引</translation>
    </message>
    <message>
        <source>Give the new model a name.</source>
        <translation>请为新模型取一个名称。</translation>
    </message>
    <message>
        <source>There is a model or a run of this name already. Choose another one.</source>
        <translation>已有同名的模型或运行。请换一个名称。</translation>
    </message>
    <message>
        <source>The batch must hold at least 2 pairs: a pair needs another to be told from.</source>
        <translation>每批至少要有 2 对：一对需要另一对来区分。</translation>
    </message>
    <message>
        <source>The passes must lie between 0 and 100,000.</source>
        <translation>遍数必须在 0 到 100,000 之间。</translation>
    </message>
    <message>
        <source>The learning rate must lie between 0 and 1.</source>
        <translation>学习率必须在 0 到 1 之间。</translation>
    </message>
    <message>
        <source>The weight decay must lie between 0 and 1.</source>
        <translation>权重衰减必须在 0 到 1 之间。</translation>
    </message>
    <message>
        <source>The warm-up is a share of the steps: 0 to below 1.</source>
        <translation>预热是步数的比例：0 到 1（不含 1）。</translation>
    </message>
    <message>
        <source>The margin must lie between 0 and 2.</source>
        <translation>间隔必须在 0 到 2 之间。</translation>
    </message>
    <message>
        <source>Gamma must lie between 0 and 20.</source>
        <translation>Gamma 必须在 0 到 20 之间。</translation>
    </message>
    <message>
        <source>Measuring must come after a positive number of passes.</source>
        <translation>评测间隔的遍数必须大于零。</translation>
    </message>
    <message>
        <source>So much is kept aside that too little is left to train on.</source>
        <translation>留出的太多，剩下可训练的太少。</translation>
    </message>
    <message>
        <source>The width of the adapters, and half of it, must be multiples of the number of heads.</source>
        <translation>适配器的宽度及其一半都必须是头数的倍数。</translation>
    </message>
    <message>
        <source>%1 has adapters already. Choose the model that they were put on, or train the whole model.</source>
        <translation>%1 已带有适配器。请选择其所依附的模型，或训练整个模型。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分钟</translation>
    </message>
    <message>
        <source>Trained, but there were no tiles to measure on: nobody can say whether it is better.</source>
        <translation>已训练，但没有可评测的图块：无法判断是否更好。</translation>
    </message>
    <message numerus="yes">
        <source>%n tile(s) kept aside</source>
        <translation>
            <numerusform>%n 个预留图块</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tile(s) not trained on</source>
        <translation>
            <numerusform>%n 个未参与训练的图块</numerusform>
        </translation>
    </message>
    <message>
        <source>Better: mean recall %1 → %2 (the gain&apos;s 95 % interval is %3 … %4) on %5.</source>
        <translation>更好：在 %5上，平均召回率 %1 → %2（提升的 95% 区间为 %3 … %4）。</translation>
    </message>
    <message>
        <source>No measurable change: mean recall %1 → %2. A difference of %3 … %4 (95 % interval) may be chance on %5.</source>
        <translation>没有可测量的变化：平均召回率 %1 → %2。在 %5上，%3 … %4 的差异（95% 区间）可能只是偶然。</translation>
    </message>
    <message>
        <source>Worse: mean recall %1 → %2 (95 % interval %3 … %4) on %5.</source>
        <translation>更差：在 %5上，平均召回率 %1 → %2（95% 区间 %3 … %4）。</translation>
    </message>
    <message>
        <source>No step of the training beat the base, so the model answers as the base does.</source>
        <translation>训练中没有任何一步超过基础模型，因此该模型的回答与基础模型相同。</translation>
    </message>
    <message>
        <source>Towards the end it learned its own tiles by heart; the state before that was kept (pass %1).</source>
        <translation>接近结束时它开始死记训练图块；保留的是在此之前的状态（第 %1 遍）。</translation>
    </message>
    <message>
        <source>Pictures lie further apart, so that similar places are told apart more easily.</source>
        <translation>图像之间的距离变大，相似的地点更容易区分。</translation>
    </message>
    <message>
        <source>Pictures lie closer together, so that similar places are told apart less easily.</source>
        <translation>图像之间的距离变小，相似的地点更难区分。</translation>
    </message>
    <message>
        <source>Pictures lie about as far apart as before.</source>
        <translation>图像之间的距离与之前大致相同。</translation>
    </message>
    <message>
        <source>Tiles have come closer to their own captions.</source>
        <translation>图块与自己的描述更接近了。</translation>
    </message>
    <message>
        <source>Tiles have moved away from their own captions.</source>
        <translation>图块与自己的描述更远了。</translation>
    </message>
    <message>
        <source>Tiles are as close to their own captions as before.</source>
        <translation>图块与自己的描述的距离和之前一样。</translation>
    </message>
    <message>
        <source>Uniformity of pictures %1 → %2, of texts %3 → %4 (lower: spread more evenly). Alignment %5 → %6 (lower: pairs closer).</source>
        <translation>图像均匀性 %1 → %2，文字均匀性 %3 → %4（越低分布越均匀）。对齐度 %5 → %6（越低配对越接近）。</translation>
    </message>
    <message>
        <source>What the model knew beside your tiles was not measured.</source>
        <translation>未评测模型在您的图块之外的知识。</translation>
    </message>
    <message numerus="yes">
        <source>mean recall %1 → %2 on %n general picture(s)</source>
        <translation>
            <numerusform>在 %n 个通用图像上，平均召回率 %1 → %2</numerusform>
        </translation>
    </message>
    <message>
        <source>It forgot some of what it knew before: %1.</source>
        <translation>它忘掉了一些以前的知识：%1。</translation>
    </message>
    <message>
        <source>It even got better at what it was not trained for: %1.</source>
        <translation>它在未训练的内容上也有进步：%1。</translation>
    </message>
    <message>
        <source>It forgot nothing measurable of what it knew before: %1.</source>
        <translation>它没有忘掉任何可测量的已有知识：%1。</translation>
    </message>
    <message>
        <source>%1 steps in %2 · %3 of %4 parameters trained (%5 %) · %6 at most · weights moved by %7 %</source>
        <translation>%1 步，用时 %2 · 训练了 %4 个参数中的 %3 个（%5%）· 最多占用 %6 · 权重移动 %7%</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>where memory is short</source>
        <translation>内存不足时</translation>
    </message>
    <message>
        <source>always</source>
        <translation>总是</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Every weight. Needs the most memory, and the new model is as large a file as its base.</source>
        <translation>全部权重。需要的内存最多，新模型的文件与基础模型一样大。</translation>
    </message>
    <message numerus="yes">
        <source>%n tile(s) overlap tiles of another part and are left out, so that no place is in two.</source>
        <translation>
            <numerusform>%n 个图块与另一部分的图块重叠，已略去，使同一地点不会出现在两个部分。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, elsewhere</source>
        <translation>%1（在别处）</translation>
    </message>
    <message>
        <source>Known from the archive&apos;s own record: the run was made on another computer, or before the archive was copied or moved.</source>
        <translation>由档案自己的记录得知：这次训练是在另一台计算机上进行的，或在档案被复制或移动之前进行的。</translation>
    </message>
    <message>
        <source>It failed: %1</source>
        <translation>失败原因：%1</translation>
    </message>
    <message>
        <source>It was not finished, and what it would go on from is not here.</source>
        <translation>它没有完成，可供继续的状态不在这里。</translation>
    </message>
    <message>
        <source>Estimated after its first steps: %1 in all; a step was planned to take %2.</source>
        <translation>最初几步后的估计：共 %1；每步计划占用 %2。</translation>
    </message>
    <message numerus="yes">
        <source>%n labelled tile(s) are marked as not for training and are left out.</source>
        <translation>
            <numerusform>%n 个已标注的图块被标记为不用于训练，已排除。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TransferJobs</name>
    <message>
        <source>Import labels of %1</source>
        <translation>导入 %1 的标注</translation>
    </message>
    <message>
        <source>rows %1 of %2</source>
        <translation>行 %1 / %2</translation>
    </message>
    <message>
        <source>%1 captions and %2 tags are new, on %3 tiles</source>
        <translation>新增 %1 条描述和 %2 个标签，涉及 %3 个图块</translation>
    </message>
    <message>
        <source>Export labels to %1</source>
        <translation>导出标注到 %1</translation>
    </message>
    <message>
        <source>tiles %1 of %2</source>
        <translation>图块 %1 / %2</translation>
    </message>
    <message>
        <source>%1 captions of %2 tiles written to %3</source>
        <translation>%2 个图块的 %1 条描述已写入 %3</translation>
    </message>
    <message numerus="yes">
        <source>; %n caption(s) without a tile left out</source>
        <translation>
            <numerusform>；%n 条没有图块的描述未导出</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>&amp;Import labels…</source>
        <translation>导入标注(&amp;I)…</translation>
    </message>
    <message>
        <source>Take in captions and tags of a file or folder</source>
        <translation>从文件或文件夹读入描述和标签</translation>
    </message>
    <message>
        <source>&amp;Export labels…</source>
        <translation>导出标注(&amp;E)…</translation>
    </message>
    <message>
        <source>Write captions and tags to a file or folder</source>
        <translation>把描述和标签写入文件或文件夹</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::AddScenesDialog</name>
    <message>
        <source>Add scenes</source>
        <translation>添加影像</translation>
    </message>
    <message>
        <source>Folders are gone through with all that lies in them. Nothing is written before you start.</source>
        <translation>文件夹会连同其中的全部内容一起查找。开始之前不会写入任何内容。</translation>
    </message>
    <message>
        <source>Files and folders to add</source>
        <translation>要添加的文件和文件夹</translation>
    </message>
    <message>
        <source>Add &amp;folder…</source>
        <translation>添加文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>Add f&amp;iles…</source>
        <translation>添加文件(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Start indexing</source>
        <translation>开始索引(&amp;S)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Files that cannot be indexed, and why</source>
        <translation>无法索引的文件及原因</translation>
    </message>
    <message>
        <source>&amp;Tiles</source>
        <translation>图块(&amp;T)</translation>
    </message>
    <message>
        <source>as this archive was cut before</source>
        <translation>与此档案以前的切分相同</translation>
    </message>
    <message>
        <source>at the sizes the model has seen</source>
        <translation>按模型见过的大小</translation>
    </message>
    <message>
        <source>by pixels</source>
        <translation>按像素</translation>
    </message>
    <message>
        <source>by size on the ground</source>
        <translation>按地面大小</translation>
    </message>
    <message>
        <source>&amp;Overlap</source>
        <translation>重叠(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Bands</source>
        <translation>波段(&amp;B)</translation>
    </message>
    <message>
        <source>chosen from each file</source>
        <translation>由各文件自动选择</translation>
    </message>
    <message>
        <source>these, as red, green and blue</source>
        <translation>指定为红、绿、蓝</translation>
    </message>
    <message>
        <source>&amp;Contrast</source>
        <translation>对比度(&amp;C)</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>percentiles of each scene</source>
        <translation>每景影像的百分位</translation>
    </message>
    <message>
        <source>fixed range</source>
        <translation>固定范围</translation>
    </message>
    <message>
        <source>standard deviations around the mean</source>
        <translation>均值附近的标准差</translation>
    </message>
    <message>
        <source>values as they are</source>
        <translation>原始数值</translation>
    </message>
    <message>
        <source>Computed once for each scene and kept, so that the same pixel looks the same in every tile</source>
        <translation>每景影像只计算一次并保存，使同一像素在每个图块中看起来相同</translation>
    </message>
    <message>
        <source>How scenes are cut into tiles</source>
        <translation>影像如何切分为图块</translation>
    </message>
    <message>
        <source>Which bands are shown</source>
        <translation>显示哪些波段</translation>
    </message>
    <message>
        <source>How values become brightness</source>
        <translation>数值如何变为亮度</translation>
    </message>
    <message>
        <source>Band shown as red</source>
        <translation>显示为红色的波段</translation>
    </message>
    <message>
        <source>Band shown as green</source>
        <translation>显示为绿色的波段</translation>
    </message>
    <message>
        <source>Band shown as blue</source>
        <translation>显示为蓝色的波段</translation>
    </message>
    <message>
        <source> px</source>
        <comment>pixels, after a number</comment>
        <translation> 像素</translation>
    </message>
    <message>
        <source>Side of a tile in pixels</source>
        <translation>图块边长（像素）</translation>
    </message>
    <message>
        <source>levels: </source>
        <translation>层级：</translation>
    </message>
    <message>
        <source>Resolution levels</source>
        <translation>分辨率层级</translation>
    </message>
    <message>
        <source>Each level shows twice as much ground in a tile as the one before</source>
        <translation>每一层级的图块所显示的地面边长是前一层级的两倍</translation>
    </message>
    <message>
        <source> m</source>
        <comment>metres, after a number</comment>
        <translation> 米</translation>
    </message>
    <message>
        <source>Side of a tile on the ground in metres</source>
        <translation>图块的地面边长（米）</translation>
    </message>
    <message>
        <source>Overlap of neighbouring tiles</source>
        <translation>相邻图块的重叠</translation>
    </message>
    <message>
        <source>Shown as black</source>
        <translation>显示为黑色的值</translation>
    </message>
    <message>
        <source>Shown as white</source>
        <translation>显示为白色的值</translation>
    </message>
    <message>
        <source>The bands of %1</source>
        <translation>%1 的波段</translation>
    </message>
    <message numerus="yes">
        <source>%n new scene file(s), %1</source>
        <translation>
            <numerusform>%n 个新影像文件，%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %n known already</source>
        <translation>
            <numerusform>；另有 %n 个已在档案中</numerusform>
        </translation>
    </message>
    <message>
        <source>About %1 tiles</source>
        <translation>约 %1 个图块</translation>
    </message>
    <message numerus="yes">
        <source>%n tile(s)</source>
        <translation>
            <numerusform>%n 个图块</numerusform>
        </translation>
    </message>
    <message>
        <source>, %1 m on the ground</source>
        <translation>，地面 %1 米</translation>
    </message>
    <message>
        <source>, %1 to %2 m on the ground</source>
        <translation>，地面 %1 至 %2 米</translation>
    </message>
    <message>
        <source>The archive grows by about %1; embedding takes about %2 on this computer.</source>
        <translation>档案约增大 %1；在这台计算机上嵌入约需 %2。</translation>
    </message>
    <message>
        <source>From the headers of %1 files, spread evenly over all.</source>
        <translation>根据均匀抽取的 %1 个文件的文件头估计。</translation>
    </message>
    <message numerus="yes">
        <source>The model has not seen ground as these tiles show it in %n scene(s): expect weaker answers there.</source>
        <translation>
            <numerusform>有 %n 景影像的图块所显示的地面尺度是模型未见过的：那里的结果会较弱。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n scene(s) without a place on the map.</source>
        <translation>
            <numerusform>%n 景影像没有地图位置。</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a folder or files, or drop them here.</source>
        <translation>请选择文件夹或文件，或将其拖放到此处。</translation>
    </message>
    <message>
        <source>Looking at the files…</source>
        <translation>正在查看文件…</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) cannot be indexed</source>
        <translation>
            <numerusform>%n 个文件无法索引</numerusform>
        </translation>
    </message>
    <message>
        <source>Show which, and why</source>
        <translation>显示是哪些文件及原因</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::AdvancedRecipe</name>
    <message>
        <source>Passes</source>
        <translation>遍数</translation>
    </message>
    <message>
        <source>How often every caption is shown</source>
        <translation>每条描述出现多少次</translation>
    </message>
    <message>
        <source>Minutes at most</source>
        <translation>最多分钟数</translation>
    </message>
    <message>
        <source>Fits the whole schedule into this time instead of the passes</source>
        <translation>按此时间安排整个训练，而不按遍数</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Pairs that are told from each other in one step; more is harder and better</source>
        <translation>一步中相互区分的对数；越多越难，也越好</translation>
    </message>
    <message>
        <source>Pairs in memory at once</source>
        <translation>同时在内存中的对数</translation>
    </message>
    <message>
        <source>Does not change the result, only memory and speed</source>
        <translation>不改变结果，只影响内存和速度</translation>
    </message>
    <message>
        <source>as many as fit</source>
        <translation>能容纳多少就多少</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>How far each step goes; too much forgets, too little learns nothing</source>
        <translation>每步走多远；太大会遗忘，太小学不到东西</translation>
    </message>
    <message>
        <source>Learning rate in time</source>
        <translation>学习率变化</translation>
    </message>
    <message>
        <source>After the warm-up</source>
        <translation>预热之后</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Share of the steps in which the learning rate rises</source>
        <translation>学习率上升阶段占总步数的比例</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Pulls trained weights towards zero</source>
        <translation>把训练的权重拉向零</translation>
    </message>
    <message>
        <source>Gradient clipping</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>Greatest gradient norm of a step</source>
        <translation>一步中梯度范数的上限</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Adaptive triplet loss</source>
        <translation>自适应三元组损失</translation>
    </message>
    <message>
        <source>Pushes the hardest wrong pairs away; off leaves the contrastive loss alone</source>
        <translation>推开最难的错误配对；关闭后只剩对比损失</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>How much closer a right pair has to be than a wrong one</source>
        <translation>正确配对应比错误配对近多少</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>伽马</translation>
    </message>
    <message>
        <source>How much hard pairs outweigh easy ones</source>
        <translation>困难配对比容易配对重要多少</translation>
    </message>
    <message>
        <source>Early matching</source>
        <translation>早期匹配</translation>
    </message>
    <message>
        <source>Weight of matching pictures and texts in the layers before the last</source>
        <translation>在最后一层之前匹配图像与文字的权重</translation>
    </message>
    <message>
        <source>Equal captions are equal</source>
        <translation>相同描述视为等同</translation>
    </message>
    <message>
        <source>Tiles with the same words are not told from each other</source>
        <translation>文字相同的图块互不区分</translation>
    </message>
    <message>
        <source>Width of the adapters</source>
        <translation>适配器宽度</translation>
    </message>
    <message>
        <source>Or the rank of LoRA; wider learns more and needs more tiles</source>
        <translation>或 LoRA 的秩；越宽学得越多，也需要更多图块</translation>
    </message>
    <message>
        <source>by the model&apos;s size</source>
        <translation>按模型大小</translation>
    </message>
    <message>
        <source>Heads of the adapters</source>
        <translation>适配器头数</translation>
    </message>
    <message>
        <source>Of the attention within an adapter</source>
        <translation>适配器内部注意力的头数</translation>
    </message>
    <message>
        <source>by their width</source>
        <translation>按宽度</translation>
    </message>
    <message>
        <source>Pictures and texts share</source>
        <translation>图像与文字共享</translation>
    </message>
    <message>
        <source>HarMA&apos;s mini-adapters, through which both towers learn together</source>
        <translation>HarMA 的微型适配器，让两侧一起学习</translation>
    </message>
    <message>
        <source>Measure every … passes</source>
        <translation>每隔几遍评测</translation>
    </message>
    <message>
        <source>On the validation tiles; the best state so far is kept</source>
        <translation>在验证图块上评测；保留目前最好的状态</translation>
    </message>
    <message>
        <source>Stop after … without gain</source>
        <translation>几次无提升后停止</translation>
    </message>
    <message>
        <source>Measurements without a better mean recall</source>
        <translation>平均召回率没有提高的评测次数</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Memory at most (GB)</source>
        <translation>内存上限 (GB)</translation>
    </message>
    <message>
        <source>What training may take</source>
        <translation>训练可占用的内存</translation>
    </message>
    <message>
        <source>two thirds of what is free</source>
        <translation>空闲内存的三分之二</translation>
    </message>
    <message>
        <source>Vary the pictures</source>
        <translation>图像增强</translation>
    </message>
    <message>
        <source>Random crops, flips and colours, so that fewer tiles teach more</source>
        <translation>随机裁剪、翻转和调色，让较少的图块教会更多</translation>
    </message>
    <message>
        <source>Quarter turns</source>
        <translation>旋转 90°</translation>
    </message>
    <message>
        <source>Imagery has no up</source>
        <translation>影像没有上下之分</translation>
    </message>
    <message>
        <source>Every caption in every pass</source>
        <translation>每遍用到每条描述</translation>
    </message>
    <message>
        <source>Off: every tile once, with one of its captions by chance</source>
        <translation>关闭：每个图块一次，随机取一条描述</translation>
    </message>
    <message>
        <source>Divide the tiles</source>
        <translation>图块划分</translation>
    </message>
    <message>
        <source>Which tiles are kept aside to measure on</source>
        <translation>留出哪些图块用于评测</translation>
    </message>
    <message>
        <source>Share to watch it by</source>
        <translation>验证比例</translation>
    </message>
    <message>
        <source>Validation: decides which state is the best</source>
        <translation>验证：决定哪个状态最好</translation>
    </message>
    <message>
        <source>Share for the verdict</source>
        <translation>测试比例</translation>
    </message>
    <message>
        <source>Test: looked at once, at the end</source>
        <translation>测试：只在最后看一次</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed, device and threads give the same run</source>
        <translation>相同的种子、设备和线程数得到相同的运行</translation>
    </message>
    <message>
        <source>Activations anew</source>
        <translation>重新计算激活值</translation>
    </message>
    <message>
        <source>Computes what lies inside the layers a second time instead of keeping it: less memory, more time, the same result</source>
        <translation>不保留各层内部的中间值，而是再算一遍：内存更少，时间更长，结果相同</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ArchiveNotice</name>
    <message>
        <source>No model is ready, so nothing can be searched or indexed. %1 %2</source>
        <translation>没有可用的模型，因此无法搜索或建立索引。%1%2</translation>
    </message>
    <message>
        <source>%1 of %2 tiles can be searched so far; the index is still growing.</source>
        <translation>目前可搜索 %2 个图块中的 %1 个；索引仍在建立。</translation>
    </message>
    <message>
        <source>The index is not complete: %1 tiles are waiting.</source>
        <translation>索引尚未完成：还有 %1 个图块等待处理。</translation>
    </message>
    <message>
        <source>Continue indexing</source>
        <translation>继续建立索引</translation>
    </message>
    <message numerus="yes">
        <source>%n scene(s) cannot be reached now. Their tiles stay searchable.</source>
        <translation>
            <numerusform>现在有 %n 个影像无法访问，其图块仍可搜索。</numerusform>
        </translation>
    </message>
    <message>
        <source>Find them…</source>
        <translation>查找…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new file(s) lie in the folders of this archive.</source>
        <translation>
            <numerusform>此档案的文件夹里有 %Ln 个新文件。</numerusform>
        </translation>
    </message>
    <message>
        <source>Index them</source>
        <translation>建立索引</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::AreaTerm</name>
    <message>
        <source>Re&amp;name…</source>
        <translation>重命名(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Export as GeoJSON…</source>
        <translation>导出为 GeoJSON(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Show on the map, to change its corners</source>
        <translation>在地图上显示并修改顶点(&amp;S)</translation>
    </message>
    <message>
        <source>Search any&amp;where</source>
        <translation>在任何地方搜索(&amp;W)</translation>
    </message>
    <message>
        <source>Name of the area</source>
        <translation>区域名称</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>名称：</translation>
    </message>
    <message>
        <source>Export the area</source>
        <translation>导出区域</translation>
    </message>
    <message>
        <source>GeoJSON (*.geojson)</source>
        <translation>GeoJSON 文件 (*.geojson)</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::BackgroundDialog</name>
    <message>
        <source>Background of the map</source>
        <translation>地图底图</translation>
    </message>
    <message>
        <source>A picture under the scenes: a raster of your own (GeoTIFF, VRT, MBTiles, …), or a web map whose address you have the right to use. Addresses of map tiles hold {z}, {x} and {y}; a WMS address names its LAYERS.</source>
        <translation>影像下方的图片：您自己的栅格（GeoTIFF、VRT、MBTiles 等），或您有权使用的网络地图。瓦片地址含有 {z}、{x} 和 {y}；WMS 地址要写明 LAYERS。</translation>
    </message>
    <message>
        <source>&amp;File or address</source>
        <translation>文件或地址(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Thanks to</source>
        <translation>版权说明(&amp;T)</translation>
    </message>
    <message>
        <source>What the map&apos;s provider wants to be named as</source>
        <translation>地图提供者要求的署名</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Load pictures from this address while the map shows them</source>
        <translation>显示地图时允许从此地址加载图片(&amp;L)</translation>
    </message>
    <message>
        <source>Rasters (*.tif *.tiff *.vrt *.mbtiles *.gpkg *.jp2 *.png *.jpg *.xml);;All files (*)</source>
        <translation>栅格 (*.tif *.tiff *.vrt *.mbtiles *.gpkg *.jp2 *.png *.jpg *.xml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Nothing is loaded until you allow it. The server sees your computer&apos;s address and which places you look at.</source>
        <translation>在您允许之前不会加载任何内容。服务器会看到您计算机的地址以及您查看的地点。</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>没有这个文件。</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::BalanceView</name>
    <message>
        <source>Captions: %1, on %2 of %3 tiles.</source>
        <translation>描述：%1 条，位于 %3 个图块中的 %2 个。</translation>
    </message>
    <message>
        <source>The largest tag has %1 times as many tiles as the smallest.</source>
        <translation>最大标签的图块数是最小标签的 %1 倍。</translation>
    </message>
    <message>
        <source>Splits: %1</source>
        <translation>划分：%1</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::BandPanel</name>
    <message>
        <source>Bands</source>
        <translation>波段</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>拉伸</translation>
    </message>
    <message>
        <source>Band combination</source>
        <translation>波段组合</translation>
    </message>
    <message>
        <source>Stretch of the values</source>
        <translation>数值拉伸</translation>
    </message>
    <message>
        <source>Band shown as red</source>
        <translation>显示为红色的波段</translation>
    </message>
    <message>
        <source>Band shown as green</source>
        <translation>显示为绿色的波段</translation>
    </message>
    <message>
        <source>Band shown as blue</source>
        <translation>显示为蓝色的波段</translation>
    </message>
    <message>
        <source>As indexed</source>
        <translation>与索引时相同</translation>
    </message>
    <message>
        <source>Natural colours</source>
        <translation>自然色</translation>
    </message>
    <message>
        <source>Infrared</source>
        <translation>红外</translation>
    </message>
    <message>
        <source>Vegetation</source>
        <translation>植被</translation>
    </message>
    <message>
        <source>One band, grey</source>
        <translation>单波段灰度</translation>
    </message>
    <message>
        <source>Own choice</source>
        <translation>自选</translation>
    </message>
    <message>
        <source>2 to 98 %</source>
        <translation>2% 至 98%</translation>
    </message>
    <message>
        <source>Mean ± 2 standard deviations</source>
        <translation>均值 ± 2 倍标准差</translation>
    </message>
    <message>
        <source>Smallest to largest</source>
        <translation>最小值至最大值</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::CollectionsPanel</name>
    <message>
        <source>Collections</source>
        <translation>收藏集</translation>
    </message>
    <message>
        <source>Collections keep tiles that belong together. Select tiles, type a name and press Enter.</source>
        <translation>收藏集保存相关的图块。选择图块，输入名称并按 Enter。</translation>
    </message>
    <message>
        <source>Name of the collection</source>
        <translation>收藏集名称</translation>
    </message>
    <message>
        <source>Put the selected tiles into the collection of this name</source>
        <translation>将选中的图块放入此名称的收藏集</translation>
    </message>
    <message>
        <source>Take the selected tiles out of this collection</source>
        <translation>从此收藏集中移出选中的图块</translation>
    </message>
    <message>
        <source>Select the tiles of this collection</source>
        <translation>选择此收藏集的图块</translation>
    </message>
    <message>
        <source>Delete this collection; its tiles stay</source>
        <translation>删除此收藏集；其中的图块会保留</translation>
    </message>
    <message numerus="yes">
        <source>%n tile(s)</source>
        <translation>
            <numerusform>%n 个图块</numerusform>
        </translation>
    </message>
    <message>
        <source>Search only in this collection</source>
        <translation>仅在此收藏集中搜索</translation>
    </message>
    <message>
        <source>Search in the collection</source>
        <translation>在收藏集中搜索</translation>
    </message>
    <message>
        <source>Select its tiles</source>
        <translation>选择其中的图块</translation>
    </message>
    <message>
        <source>Put the selected tiles in</source>
        <translation>放入所选图块</translation>
    </message>
    <message>
        <source>Take the selected tiles out</source>
        <translation>取出所选图块</translation>
    </message>
    <message>
        <source>Delete the collection</source>
        <translation>删除收藏集</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::CommandPalette</name>
    <message>
        <source>Type what you want to do, or the name of an archive, search or scene</source>
        <translation>输入要做的事，或档案、搜索、影像的名称</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>查找命令</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>找到的命令</translation>
    </message>
    <message>
        <source>Nothing is called like that.</source>
        <translation>没有这样的名称。</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::CompareDialog</name>
    <message>
        <source>Compare two models</source>
        <translation>比较两个模型</translation>
    </message>
    <message>
        <source>%1 (%2 tiles)</source>
        <translation>%1（%2 个图块）</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>This archive holds the embeddings of one model only. Let it answer with another one (menu Model), for instance one that you have fine-tuned; those of the first stay, and the two can be compared.</source>
        <translation>此档案只有一个模型的嵌入。请在“模型”菜单中改用另一个模型，例如您微调过的模型；原模型的嵌入会保留，之后即可比较两者。</translation>
    </message>
    <message>
        <source>Choose two different models.</source>
        <translation>请选择两个不同的模型。</translation>
    </message>
    <message>
        <source>Both are laid out together, so that tiles that mean the same to both stay in place and the others move.</source>
        <translation>两者一起排布：两个模型看法相同的图块留在原处，其余的会移动。</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ComparisonController</name>
    <message>
        <source>Compare two models</source>
        <translation>比较两个模型</translation>
    </message>
    <message>
        <source>arranging both together: %1</source>
        <translation>一起排布：%1</translation>
    </message>
    <message>
        <source>measuring both</source>
        <translation>度量两者</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tile(s) compared</source>
        <translation>
            <numerusform>已比较 %Ln 个图块</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ComparisonPanel</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Stop where it is</source>
        <translation>停在此处</translation>
    </message>
    <message>
        <source>Play how the tiles move from before to after</source>
        <translation>播放图块从之前到之后的移动</translation>
    </message>
    <message>
        <source>End comparison</source>
        <translation>结束比较</translation>
    </message>
    <message>
        <source>Show the archive&apos;s own layout again</source>
        <translation>重新显示档案自己的排布</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>The right plot on its way from before to after</source>
        <translation>右图从之前到之后的进程</translation>
    </message>
    <message>
        <source>Move the right plot from before to after</source>
        <translation>将右图从之前移到之后</translation>
    </message>
    <message>
        <source>Plot of the tiles, model before</source>
        <translation>图块散点图，之前的模型</translation>
    </message>
    <message>
        <source>Plot of the tiles, model after</source>
        <translation>图块散点图，之后的模型</translation>
    </message>
    <message>
        <source>Before: %1</source>
        <translation>之前：%1</translation>
    </message>
    <message>
        <source>After: %1</source>
        <translation>之后：%1</translation>
    </message>
    <message>
        <source>On the way: %1 %</source>
        <translation>途中：%1 %</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::CurveChart</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::DataPage</name>
    <message>
        <source>Folder of the images</source>
        <translation>图像文件夹</translation>
    </message>
    <message>
        <source>Folder of the dataset</source>
        <translation>数据集文件夹</translation>
    </message>
    <message>
        <source>Learn from</source>
        <translation>学习来源</translation>
    </message>
    <message>
        <source>the captions of this archive</source>
        <translation>此档案的描述</translation>
    </message>
    <message>
        <source>a dataset folder…</source>
        <translation>数据集文件夹…</translation>
    </message>
    <message>
        <source>Images elsewhere…</source>
        <translation>图像在别处…</translation>
    </message>
    <message>
        <source>Choose the folder that the dataset&apos;s image paths are relative to</source>
        <translation>选择数据集图像路径所相对的文件夹</translation>
    </message>
    <message>
        <source>Look at the data again</source>
        <translation>重新检查数据</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>值得注意</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>图块</translation>
    </message>
    <message>
        <source>Training, validation, test</source>
        <translation>训练、验证、测试</translation>
    </message>
    <message>
        <source>Tiles of each class</source>
        <translation>各类别的图块数</translation>
    </message>
    <message>
        <source>Progress of the inspection</source>
        <translation>检查进度</translation>
    </message>
    <message>
        <source>Opening the images</source>
        <translation>正在打开图像</translation>
    </message>
    <message>
        <source>Reading the captions</source>
        <translation>正在读取描述</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>No labelled tiles yet</source>
        <translation>还没有已标注的图块</translation>
    </message>
    <message>
        <source>No captions in this folder</source>
        <translation>此文件夹中没有描述</translation>
    </message>
    <message>
        <source>Select tiles among the results, press L and describe what they show in a sentence or two. A few dozen from different places are a start; 200 teach the model something.</source>
        <translation>在结果中选择图块，按 L 键，用一两句话描述其内容。来自不同地点的几十个是个开始；200 个就能让模型学到东西。</translation>
    </message>
    <message>
        <source>It should hold train.json, in the format of RSICD, RSITMD or Karpathy. Choose another folder above.</source>
        <translation>其中应有 train.json，格式为 RSICD、RSITMD 或 Karpathy。请在上方另选文件夹。</translation>
    </message>
    <message>
        <source>Go to the tiles</source>
        <translation>转到图块</translation>
    </message>
    <message>
        <source>%1 tiles · %2 captions, %3 of them different</source>
        <translation>%1 个图块 · %2 条描述，其中 %3 条互不相同</translation>
    </message>
    <message>
        <source>%1 to train on, %2 to watch it by, %3 kept for the verdict. %4.</source>
        <translation>%1 个用于训练，%2 个用于验证，%3 个留作最终评判。%4。</translation>
    </message>
    <message>
        <source>without a class</source>
        <translation>无类别</translation>
    </message>
    <message>
        <source>%1: %2 training, %3 validation, %4 test</source>
        <translation>%1：训练 %2，验证 %3，测试 %4</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::DateHistogram</name>
    <message>
        <source>Tiles by year</source>
        <translation>各年份的图块</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>无日期</translation>
    </message>
    <message>
        <source>No date: %1 tiles</source>
        <translation>无日期：%1 个图块</translation>
    </message>
    <message>
        <source>%1: %2 tiles</source>
        <translation>%1：%2 个图块</translation>
    </message>
    <message>
        <source>%1 tiles pass</source>
        <translation>%1 个图块通过</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::DetailsPanel</name>
    <message>
        <source>The scene cannot be reached now</source>
        <translation>现在无法访问该影像</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>尚未选择</translation>
    </message>
    <message>
        <source>Select a result to see it here in full.</source>
        <translation>选择一个结果，在此查看完整内容。</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>坐标</translation>
    </message>
    <message>
        <source>On the ground</source>
        <translation>地面大小</translation>
    </message>
    <message>
        <source>Tile</source>
        <translation>图块</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Place in the scene</source>
        <translation>在影像中的位置</translation>
    </message>
    <message>
        <source>Copy latitude and longitude (WGS 84)</source>
        <translation>复制纬度和经度（WGS 84）</translation>
    </message>
    <message>
        <source>Copy coordinates</source>
        <translation>复制坐标</translation>
    </message>
    <message>
        <source>Show large (Space)</source>
        <translation>放大显示（空格）</translation>
    </message>
    <message>
        <source>Show large</source>
        <translation>放大显示</translation>
    </message>
    <message>
        <source>Tile with its surroundings</source>
        <translation>图块及其周围</translation>
    </message>
    <message>
        <source>The tile&apos;s place in its scene</source>
        <translation>图块在影像中的位置</translation>
    </message>
    <message>
        <source>Score %1</source>
        <translation>得分 %1</translation>
    </message>
    <message>
        <source>Cosine between the query and this tile, as the model sees them: −1 to 1</source>
        <translation>模型眼中查询与该图块的余弦相似度：−1 到 1</translation>
    </message>
    <message>
        <source>Rank %1 · better than %2 of %3 tiles</source>
        <translation>第 %1 名 · 优于 %3 个图块中的 %2</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>no. %1, %2 × %3 pixels at x %4, y %5</source>
        <translation>编号 %1，%2 × %3 像素，位于 x %4、y %5</translation>
    </message>
    <message>
        <source>Not among the results</source>
        <translation>不在结果中</translation>
    </message>
    <message>
        <source>Sensor</source>
        <translation>传感器</translation>
    </message>
    <message>
        <source>As the scene&apos;s file name tells</source>
        <translation>依据影像文件名判断</translation>
    </message>
    <message>
        <source>Band: %1</source>
        <translation>等级：%1</translation>
    </message>
    <message>
        <source>Words found: %1</source>
        <translation>匹配的词语：%1</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::DiagnosticsDialog</name>
    <message>
        <source>Diagnostics</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>What a report of a fault needs to know</source>
        <translation>故障报告所需的信息</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查看</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Program and computer</source>
        <translation>程序与计算机</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>库</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Compiler</source>
        <translation>编译器</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Scan instructions</source>
        <translation>扫描指令集</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>no OpenGL here</source>
        <translation>此处没有 OpenGL</translation>
    </message>
    <message>
        <source>by the graphics card (%1)</source>
        <translation>由显卡绘制（%1）</translation>
    </message>
    <message>
        <source>by the processor (%1)</source>
        <translation>由处理器绘制（%1）</translation>
    </message>
    <message>
        <source>Embedding plot drawn: %1</source>
        <translation>嵌入图：%1</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::EmbeddingBar</name>
    <message>
        <source>&amp;Colour by</source>
        <translation>着色依据(&amp;C)</translation>
    </message>
    <message>
        <source>Change between models</source>
        <translation>模型间的变化</translation>
    </message>
    <message>
        <source>Colour by</source>
        <translation>着色依据</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>聚类</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Score of the query</source>
        <translation>查询得分</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Drag to move, wheel to zoom, click to select; Shift and drag selects with a lasso</source>
        <translation>拖动可移动，滚轮可缩放，单击可选中；按住 Shift 拖动可用套索选择</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>套索</translation>
    </message>
    <message>
        <source>Draw around tiles to select them; Ctrl adds, Alt takes away</source>
        <translation>圈出图块即可选中；Ctrl 追加，Alt 去除</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>矩形</translation>
    </message>
    <message>
        <source>Draw a box around tiles to select them; Ctrl adds, Alt takes away</source>
        <translation>框住图块即可选中；Ctrl 追加，Alt 去除</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Show the whole layout (Home)</source>
        <translation>显示整个排布（Home）</translation>
    </message>
    <message>
        <source>As a list</source>
        <translation>列表形式</translation>
    </message>
    <message>
        <source>Read the same as a list: what lies where, and what lies near it</source>
        <translation>以列表形式阅读同样的内容：哪里有什么，附近又有什么</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Show texts among the tiles that fit them best</source>
        <translation>在最相符的图块之间显示文字</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Find near-duplicates, outliers, and tiles worth a label</source>
        <translation>查找近似重复、离群图块和值得标注的图块</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>比较…</translation>
    </message>
    <message>
        <source>Lay out two models together and see what has changed</source>
        <translation>将两个模型一起排布，查看有何变化</translation>
    </message>
    <message>
        <source>Layout…</source>
        <translation>排布…</translation>
    </message>
    <message>
        <source>Make the layout again with other settings</source>
        <translation>用其他设置重新生成排布</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Save as a picture (PNG, SVG), a table (CSV, GeoPackage) or a web page (HTML)</source>
        <translation>保存为图片（PNG、SVG）、表格（CSV、GeoPackage）或网页（HTML）</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::EmbeddingPage</name>
    <message>
        <source>Measures</source>
        <translation>度量</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Plot of the tiles; arrows move, page keys zoom, Ctrl+A selects all</source>
        <translation>图块散点图；方向键移动，翻页键缩放，Ctrl+A 全选</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tile(s) were indexed since and have no place yet.</source>
        <translation>
            <numerusform>此后又索引了 %Ln 个图块，尚未放置。</numerusform>
        </translation>
    </message>
    <message>
        <source>Place them</source>
        <translation>放置它们</translation>
    </message>
    <message>
        <source>The tiles are being arranged</source>
        <translation>正在排布图块</translation>
    </message>
    <message>
        <source>Progress stands below, under Jobs. You can go on working meanwhile.</source>
        <translation>进度显示在下方的“任务”中。期间可继续工作。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Reading the layout…</source>
        <translation>正在读取排布…</translation>
    </message>
    <message>
        <source>See what the model sees</source>
        <translation>看看模型眼中的世界</translation>
    </message>
    <message>
        <source>All tiles as points, alike ones together, in clusters with names. Select what you want to see in the results or on the map.</source>
        <translation>每个图块是一个点，相似的聚在一起，成为有名称的聚类。选中想要在结果或地图中查看的图块。</translation>
    </message>
    <message>
        <source>Make layout</source>
        <translation>生成排布</translation>
    </message>
    <message>
        <source>No tiles yet</source>
        <translation>还没有图块</translation>
    </message>
    <message>
        <source>Add scenes first; when they are indexed, their tiles can be laid out by likeness.</source>
        <translation>请先添加影像；索引完成后，即可按相似度排布其图块。</translation>
    </message>
    <message>
        <source>Add scenes…</source>
        <translation>添加影像…</translation>
    </message>
    <message>
        <source>Select all shown</source>
        <translation>选中所有显示的图块</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>Show all tiles by likeness</source>
        <translation>按相似度显示所有图块</translation>
    </message>
    <message>
        <source>The query</source>
        <translation>当前查询</translation>
    </message>
    <message>
        <source>Where the tiles lie that fit the query best; follows your typing</source>
        <translation>与查询最相符的图块所在之处；随输入变化</translation>
    </message>
    <message>
        <source>No other texts</source>
        <translation>没有其他文字</translation>
    </message>
    <message>
        <source>Only the tiles</source>
        <translation>仅显示图块</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>The archive&apos;s commonest captions, each at the tiles that fit it best</source>
        <translation>档案中最常见的描述，各位于与其最相符的图块处</translation>
    </message>
    <message>
        <source>Land cover</source>
        <translation>土地覆盖</translation>
    </message>
    <message>
        <source>Words for land cover, each at the tiles that fit it best</source>
        <translation>土地覆盖词语，各位于与其最相符的图块处</translation>
    </message>
    <message>
        <source>My own words…</source>
        <translation>我的词表…</translation>
    </message>
    <message>
        <source>A list of your own, each word at the tiles that fit it best</source>
        <translation>您自己的词表，每个词位于与其最相符的图块处</translation>
    </message>
    <message>
        <source>My own words</source>
        <translation>我的词表</translation>
    </message>
    <message>
        <source>One word or short text a line</source>
        <translation>每行一个词或短句</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词语</translation>
    </message>
    <message>
        <source>Words to look for among the tiles, one a line:</source>
        <translation>要在图块中寻找的词语，每行一个：</translation>
    </message>
    <message>
        <source>Find near-duplicates</source>
        <translation>查找近似重复</translation>
    </message>
    <message>
        <source>Tiles that are the same picture, the same place, or all but alike</source>
        <translation>同一图片、同一地点或几乎相同的图块</translation>
    </message>
    <message>
        <source>Find outliers</source>
        <translation>查找离群图块</translation>
    </message>
    <message>
        <source>Tiles that are least like any other, with the reason</source>
        <translation>与其他图块最不相似的图块及其原因</translation>
    </message>
    <message>
        <source>Find tiles worth labelling</source>
        <translation>查找值得标注的图块</translation>
    </message>
    <message>
        <source>Unlabelled tiles that speak for many others, most telling first</source>
        <translation>能代表许多图块的未标注图块，最有价值的在前</translation>
    </message>
    <message>
        <source>Find tiles that changed most</source>
        <translation>查找变化最大的图块</translation>
    </message>
    <message>
        <source>Tiles that another model sees among other neighbours</source>
        <translation>在另一模型眼中近邻不同的图块</translation>
    </message>
    <message>
        <source>Compare two models…</source>
        <translation>比较两个模型…</translation>
    </message>
    <message>
        <source>Lay out two models together and see what has changed</source>
        <translation>将两个模型一起排布，查看有何变化</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tile(s) are not in this comparison yet.</source>
        <translation>
            <numerusform>%Ln 个图块尚未加入此比较。</numerusform>
        </translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>重新比较</translation>
    </message>
    <message>
        <source>Placing the texts…</source>
        <translation>正在放置文字…</translation>
    </message>
    <message>
        <source>Selected in the plot</source>
        <translation>散点图中选中的</translation>
    </message>
    <message>
        <source>Show in results</source>
        <translation>在结果中显示</translation>
    </message>
    <message>
        <source>Search only the selected</source>
        <translation>仅在选中的图块中搜索</translation>
    </message>
    <message>
        <source>the selection of the plot</source>
        <translation>图中的选中内容</translation>
    </message>
    <message>
        <source>Let the query look among these tiles only</source>
        <translation>让查询只在这些图块中查找</translation>
    </message>
    <message>
        <source>Export the selected…</source>
        <translation>导出选中的图块…</translation>
    </message>
    <message>
        <source>Write the selected tiles with their places and clusters to a file</source>
        <translation>将选中的图块连同位置和聚类写入文件</translation>
    </message>
    <message>
        <source>The archive has no captions yet, so the clusters are named by land cover.</source>
        <translation>档案中还没有描述，因此聚类按土地覆盖命名。</translation>
    </message>
    <message>
        <source>Layout…</source>
        <translation>排布…</translation>
    </message>
    <message>
        <source>Search for this text</source>
        <translation>搜索此文字</translation>
    </message>
    <message>
        <source>Make this text the query</source>
        <translation>把此文字作为查询</translation>
    </message>
    <message>
        <source>%1 of the archive’s %2 different captions are laid out, evenly spread.</source>
        <translation>档案中有 %2 条不同的描述，均匀抽取了其中 %1 条来排布。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tile(s) are not for training from now on. Undo takes that back.</source>
        <translation>
            <numerusform>%Ln 个图块从现在起不用于训练，可以撤销。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ExamplePopup</name>
    <message>
        <source>More like this</source>
        <translation>更多像这样的</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>少一些这样的</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Weight of this example</source>
        <translation>此示例的权重</translation>
    </message>
    <message>
        <source>How much this example counts beside the others</source>
        <translation>此示例相对其他示例的分量</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ExamplesPage</name>
    <message>
        <source>ships in a harbour</source>
        <translation>港口里的船</translation>
    </message>
    <message>
        <source>an airport with a runway</source>
        <translation>有跑道的机场</translation>
    </message>
    <message>
        <source>a river between fields</source>
        <translation>田野间的河流</translation>
    </message>
    <message>
        <source>dense houses along streets</source>
        <translation>沿街密集的房屋</translation>
    </message>
    <message>
        <source>round storage tanks</source>
        <translation>圆形储罐</translation>
    </message>
    <message>
        <source>a bare mountain</source>
        <translation>光秃的山</translation>
    </message>
    <message>
        <source>What are you looking for?</source>
        <translation>您在找什么？</translation>
    </message>
    <message>
        <source>Type it above in your own words, or try one of these.</source>
        <translation>请在上方用自己的话描述，或试试下面这些。</translation>
    </message>
    <message>
        <source>Searches for “%1”</source>
        <translation>搜索“%1”</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ExportController</name>
    <message>
        <source>Rank</source>
        <translation>名次</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Latitude</source>
        <translation>纬度</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>经度</translation>
    </message>
    <message>
        <source>Tile</source>
        <translation>图块</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>导出 %1</translation>
    </message>
    <message>
        <source>results %1 of %2</source>
        <translation>结果 %1 / %2</translation>
    </message>
    <message>
        <source>%1 results written to %2</source>
        <translation>已将 %1 个结果写入 %2</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open in QGIS</source>
        <translation>在 QGIS 中打开</translation>
    </message>
    <message>
        <source>QGIS was not found on this computer. Install it, or export a QGIS project and open it elsewhere.</source>
        <translation>此计算机上未找到 QGIS。请安装它，或导出 QGIS 项目后在别处打开。</translation>
    </message>
    <message>
        <source>Open the scene</source>
        <translation>打开影像</translation>
    </message>
    <message>
        <source>The file %1 is not there now.</source>
        <translation>文件 %1 现在不存在。</translation>
    </message>
    <message>
        <source>&amp;Export results…</source>
        <translation>导出结果(&amp;E)…</translation>
    </message>
    <message>
        <source>Write results as a file for maps, tables or reports</source>
        <translation>将结果写成地图、表格或报告文件</translation>
    </message>
    <message>
        <source>Open in Q&amp;GIS</source>
        <translation>在 QGIS 中打开(&amp;G)</translation>
    </message>
    <message>
        <source>Open the selected results, or all, over their scenes in QGIS</source>
        <translation>在 QGIS 中将所选或全部结果叠加在其影像上打开</translation>
    </message>
    <message>
        <source>Open the scene &amp;with its program</source>
        <translation>用关联程序打开影像(&amp;W)</translation>
    </message>
    <message>
        <source>Copy results as a &amp;table</source>
        <translation>将结果复制为表格(&amp;T)</translation>
    </message>
    <message>
        <source>Copy the selected results, or all, as a table</source>
        <translation>将所选结果或全部结果复制为表格</translation>
    </message>
    <message>
        <source>The first %1 of %2 results written to %3</source>
        <translation>%2 个结果中的前 %1 个已写入 %3</translation>
    </message>
    <message>
        <source>Copy %1 results</source>
        <translation>复制 %1 个结果</translation>
    </message>
    <message>
        <source>%1 results are on the clipboard</source>
        <translation>%1 个结果已复制到剪贴板</translation>
    </message>
    <message>
        <source>Open the current result&apos;s file with the program kept for scenes</source>
        <translation>用为影像选定的程序打开当前结果的文件</translation>
    </message>
    <message>
        <source>Open the scene with &amp;another program…</source>
        <translation>用其他程序打开影像(&amp;A)…</translation>
    </message>
    <message>
        <source>Choose the program that opens the current result&apos;s file, QGIS for instance</source>
        <translation>选择打开当前结果文件的程序，例如 QGIS</translation>
    </message>
    <message>
        <source>Show the scene in its fo&amp;lder</source>
        <translation>在文件夹中显示影像(&amp;L)</translation>
    </message>
    <message>
        <source>Show the current result&apos;s file in the file manager</source>
        <translation>在文件管理器中显示当前结果的文件</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ExportDialog</name>
    <message>
        <source>Export results</source>
        <translation>导出结果</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>&amp;Save to</source>
        <translation>保存到(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>GeoPackage</source>
        <translation>GeoPackage 图层</translation>
    </message>
    <message>
        <source>GeoJSON</source>
        <translation>GeoJSON 文件</translation>
    </message>
    <message>
        <source>CSV table</source>
        <translation>CSV 表格</translation>
    </message>
    <message>
        <source>KML (Google Earth)</source>
        <translation>KML（Google Earth）</translation>
    </message>
    <message>
        <source>GeoTIFF tiles</source>
        <translation>GeoTIFF 图块</translation>
    </message>
    <message>
        <source>QGIS project</source>
        <translation>QGIS 项目</translation>
    </message>
    <message>
        <source>Report (PDF)</source>
        <translation>报告（PDF）</translation>
    </message>
    <message>
        <source>Report (PNG)</source>
        <translation>报告（PNG）</translation>
    </message>
    <message>
        <source>&amp;All %1</source>
        <translation>全部 %1 个(&amp;A)</translation>
    </message>
    <message>
        <source>S&amp;elected: %1</source>
        <translation>所选：%1 个(&amp;L)</translation>
    </message>
    <message>
        <source>One layer with score, query, model and date, coloured by score when QGIS opens it.</source>
        <translation>一个图层，含得分、查询、模型和日期；在 QGIS 中打开时按得分着色。</translation>
    </message>
    <message>
        <source>For web maps and scripts. Longitudes run on past 180° where a tile crosses the date line.</source>
        <translation>用于网络地图和脚本。图块跨越日期变更线时，经度会超过 180°。</translation>
    </message>
    <message>
        <source>For spreadsheets: one row a result, centre and outline as text. No cell is ever run as a formula.</source>
        <translation>用于电子表格：每个结果一行，中心和轮廓为文本。任何单元格都不会作为公式运行。</translation>
    </message>
    <message>
        <source>For Google Earth and the like, coloured by score.</source>
        <translation>用于 Google Earth 等程序，按得分着色。</translation>
    </message>
    <message>
        <source>A folder with one GeoTIFF a result, cut from its scene with all bands and its place, and a list.</source>
        <translation>一个文件夹，每个结果一个 GeoTIFF，从影像中裁出，保留全部波段和地理位置，并附列表。</translation>
    </message>
    <message>
        <source>A project with the results over their scenes, and the GeoPackage it needs beside it.</source>
        <translation>一个项目，结果叠加在影像上，旁边附所需的 GeoPackage。</translation>
    </message>
    <message>
        <source>Pages to print or send: the query, a map, and each result with picture, score, date and place.</source>
        <translation>可打印或发送的页面：查询、地图，以及每个结果的图片、得分、日期和位置。</translation>
    </message>
    <message>
        <source>The same pages as pictures, one file a page.</source>
        <translation>同样的页面，以图片保存，每页一个文件。</translation>
    </message>
    <message>
        <source>Folder for the tiles</source>
        <translation>图块文件夹</translation>
    </message>
    <message>
        <source>Save to</source>
        <translation>保存到</translation>
    </message>
    <message>
        <source>Name a file.</source>
        <translation>请指定文件名。</translation>
    </message>
    <message>
        <source>The folder %1 does not exist.</source>
        <translation>文件夹 %1 不存在。</translation>
    </message>
    <message>
        <source>The file exists and will be replaced.</source>
        <translation>文件已存在，将被替换。</translation>
    </message>
    <message>
        <source>Only the first %1 of %2 go in; the other formats take all.</source>
        <translation>仅包含 %2 个中的前 %1 个；其他格式包含全部。</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::FacetList</name>
    <message>
        <source>Narrow down</source>
        <translation>缩小范围</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::FileRequests</name>
    <message>
        <source>New archive</source>
        <translation>新建档案</translation>
    </message>
    <message>
        <source>Tilescout archives (*.tilescout)</source>
        <translation>Tilescout 档案 (*.tilescout)</translation>
    </message>
    <message>
        <source>Open archive</source>
        <translation>打开档案</translation>
    </message>
    <message>
        <source>Add a folder of scenes</source>
        <translation>添加影像文件夹</translation>
    </message>
    <message>
        <source>Add scenes</source>
        <translation>添加影像</translation>
    </message>
    <message>
        <source>Scenes (*.tif *.tiff *.jp2 *.vrt *.img *.png *.jpg);;All files (*)</source>
        <translation>影像 (*.tif *.tiff *.jp2 *.vrt *.img *.png *.jpg);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::FilterPanel</name>
    <message>
        <source>&amp;From</source>
        <translation>从(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Until</source>
        <translation>到(&amp;U)</translation>
    </message>
    <message>
        <source>S&amp;cene name</source>
        <translation>影像名(&amp;C)</translation>
    </message>
    <message>
        <source>Show &amp;tiles</source>
        <translation>显示图块(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Words</source>
        <translation>词语(&amp;W)</translation>
    </message>
    <message>
        <source>Places a&amp;part</source>
        <translation>地点间距(&amp;P)</translation>
    </message>
    <message>
        <source>2015, 2015-06 or 2015-06-29</source>
        <translation>2015、2015-06 或 2015-06-29</translation>
    </message>
    <message>
        <source>naip* – with * and ?</source>
        <translation>naip* – 可用 * 和 ?</translation>
    </message>
    <message>
        <source>Only scenes whose whole name matches; * stands for anything, ? for one character</source>
        <translation>只要整个名称匹配的影像；* 代表任意内容，? 代表一个字符</translation>
    </message>
    <message>
        <source> m</source>
        <translation> 米</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Of hits closer than this only the best is shown</source>
        <translation>距离更近的结果只显示最好的一个</translation>
    </message>
    <message>
        <source>all, best first</source>
        <translation>全部，最好的在前</translation>
    </message>
    <message>
        <source>likely and possible</source>
        <translation>很可能的和可能的</translation>
    </message>
    <message>
        <source>likely only</source>
        <translation>只要很可能的</translation>
    </message>
    <message>
        <source>Cut off where this query&apos;s scores leave the noise of the whole archive</source>
        <translation>在本次查询得分脱离整个档案噪声处截断</translation>
    </message>
    <message>
        <source>the picture alone counts</source>
        <translation>只看图像</translation>
    </message>
    <message>
        <source>say where words were found</source>
        <translation>说明词语在何处找到</translation>
    </message>
    <message>
        <source>tiles with every word first</source>
        <translation>含全部词语的图块优先</translation>
    </message>
    <message>
        <source>Leave out tiles that &amp;overlap an example</source>
        <translation>不显示与示例重叠的图块(&amp;O)</translation>
    </message>
    <message>
        <source>Leave out the &amp;example&apos;s place on other dates</source>
        <translation>不显示示例地点在其他日期的图块(&amp;E)</translation>
    </message>
    <message>
        <source>A&amp;verage the text over these sentences ({} is the text)</source>
        <translation>把文字套入这些句子取平均（{} 是文字）(&amp;V)</translation>
    </message>
    <message>
        <source>Sentences, one a line</source>
        <translation>句子，每行一个</translation>
    </message>
    <message>
        <source>A date is a year, a month or a day: 2015, 2015-06 or 2015-06-29.</source>
        <translation>日期可以是年、月或日：2015、2015-06 或 2015-06-29。</translation>
    </message>
    <message>
        <source>The first date is later than the last.</source>
        <translation>开始日期晚于结束日期。</translation>
    </message>
    <message>
        <source>Tiles by &amp;year</source>
        <translation>各年份的图块(&amp;Y)</translation>
    </message>
    <message>
        <source>Drag over years to keep them; click “no date” to let such scenes pass</source>
        <translation>拖过年份即可保留；点击“无日期”让没有日期的影像也通过</translation>
    </message>
    <message>
        <source>Scenes</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Scenes to search in</source>
        <translation>要搜索的影像</translation>
    </message>
    <message>
        <source>Tags to search in</source>
        <translation>要搜索的标签</translation>
    </message>
    <message>
        <source>This archive has no tiles yet.</source>
        <translation>此档案还没有图块。</translation>
    </message>
    <message>
        <source>Nothing has a tag yet. Select tiles and press T to give them one.</source>
        <translation>还没有标签。选中图块后按 T 即可添加。</translation>
    </message>
    <message>
        <source>tag %1</source>
        <translation>标签 %1</translation>
    </message>
    <message>
        <source>Sensors</source>
        <translation>传感器</translation>
    </message>
    <message>
        <source>As the scenes&apos; file names tell</source>
        <translation>依据影像文件名判断</translation>
    </message>
    <message>
        <source>Sensors to search in</source>
        <translation>要搜索的传感器</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Words of the text are looked for in captions, tags, names and folders of scenes, and dates</source>
        <translation>在描述、标签、影像的名称和文件夹以及日期中查找文本中的词</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::FindController</name>
    <message>
        <source>Near-duplicates</source>
        <translation>近似重复</translation>
    </message>
    <message>
        <source>Outliers</source>
        <translation>离群图块</translation>
    </message>
    <message>
        <source>Worth labelling</source>
        <translation>值得标注</translation>
    </message>
    <message>
        <source>Changed most</source>
        <translation>变化最大</translation>
    </message>
    <message>
        <source>Find: %1</source>
        <translation>查找：%1</translation>
    </message>
    <message>
        <source>looking at pictures: %1</source>
        <translation>查看图片：%1</translation>
    </message>
    <message>
        <source>choosing tiles: %1</source>
        <translation>挑选图块：%1</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>找到 %Ln 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::FindPanel</name>
    <message>
        <source>Same pixels</source>
        <translation>像素相同</translation>
    </message>
    <message>
        <source>Same place, same date</source>
        <translation>同一地点，同一日期</translation>
    </message>
    <message>
        <source>Same place, other date</source>
        <translation>同一地点，不同日期</translation>
    </message>
    <message>
        <source>Look-alikes elsewhere</source>
        <translation>别处的相似图块</translation>
    </message>
    <message>
        <source>One colour over much of it: no data or a mask</source>
        <translation>大部分为同一颜色：无数据或掩膜</translation>
    </message>
    <message>
        <source>Hardly any detail</source>
        <translation>几乎没有细节</translation>
    </message>
    <message>
        <source>Nearly white: cloud, snow or over-exposed</source>
        <translation>几乎全白：云、雪或过度曝光</translation>
    </message>
    <message>
        <source>Nearly black</source>
        <translation>几乎全黑</translation>
    </message>
    <message>
        <source>Alike only to tiles of its own scene</source>
        <translation>只与同一影像的图块相似</translation>
    </message>
    <message>
        <source>Rare: few tiles are like it</source>
        <translation>罕见：相似的图块很少</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %Ln tile(s)</source>
        <translation>
            <numerusform>%1 · %Ln 个图块</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. Most similar tile: %2</source>
        <translation>%1。最相似图块：%2</translation>
    </message>
    <message numerus="yes">
        <source>Speaks for %Ln tile(s) without a label</source>
        <translation>
            <numerusform>代表 %Ln 个未标注的图块</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 % of its neighbours are others</source>
        <translation>%1 % 的近邻换成了其他图块</translation>
    </message>
    <message>
        <source>Close this list</source>
        <translation>关闭此列表</translation>
    </message>
    <message>
        <source>&amp;At least this alike</source>
        <translation>相似度下限(&amp;A)</translation>
    </message>
    <message>
        <source>At least this alike</source>
        <translation>相似度下限</translation>
    </message>
    <message>
        <source>Similarity from which two tiles count as duplicates: 1 is the same</source>
        <translation>两个图块被视为重复的相似度下限：1 为相同</translation>
    </message>
    <message>
        <source>Kind of duplicates</source>
        <translation>重复的种类</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>找到的内容</translation>
    </message>
    <message>
        <source>Show in results</source>
        <translation>在结果中显示</translation>
    </message>
    <message>
        <source>Show all tiles of this list in the results, in this order</source>
        <translation>按此顺序在结果中显示列表中的所有图块</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Select all tiles of this list, to label, collect or export them</source>
        <translation>选中此列表的所有图块，以便标注、收藏或导出</translation>
    </message>
    <message>
        <source>Most telling first: far from what is labelled, where tiles lie close.</source>
        <translation>最有价值的在前：远离已标注的图块，且周围图块密集。</translation>
    </message>
    <message>
        <source>Most changed first.</source>
        <translation>变化最大的在前。</translation>
    </message>
    <message>
        <source>Farthest from all others first.</source>
        <translation>离其他图块最远的在前。</translation>
    </message>
    <message>
        <source>Nothing is deleted.</source>
        <translation>不会删除任何内容。</translation>
    </message>
    <message>
        <source>All kinds (%1)</source>
        <translation>所有种类（%1）</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Keep the labelled one</source>
        <translation>保留已标注的</translation>
    </message>
    <message>
        <source>Keep the newest</source>
        <translation>保留最新的</translation>
    </message>
    <message>
        <source>Keep the finest resolution</source>
        <translation>保留分辨率最高的</translation>
    </message>
    <message>
        <source>Keep the first</source>
        <translation>保留第一个</translation>
    </message>
    <message>
        <source>Which tile of a group to keep</source>
        <translation>每组保留哪个图块</translation>
    </message>
    <message>
        <source>Which tile of a group is not among the others; where several are alike in this, the labelled, then the newest, then the finest</source>
        <translation>每组中不算作“其余”的图块；若几个相同，则依次取已标注的、最新的、分辨率最高的</translation>
    </message>
    <message>
        <source>Select others</source>
        <translation>选中其余</translation>
    </message>
    <message>
        <source>Select all tiles but the one to keep, of the selected groups or of all: to tag, collect or export them</source>
        <translation>选中所选组（或所有组）中除保留的以外的全部图块，以便加标签、收藏或导出</translation>
    </message>
    <message>
        <source>No duplicates</source>
        <translation>并非重复</translation>
    </message>
    <message>
        <source>The selected groups are no duplicates: they are not listed again in this archive</source>
        <translation>所选的组并非重复：在此档案中不再列出</translation>
    </message>
    <message numerus="yes">
        <source>List %Ln group(s) set aside</source>
        <translation>
            <numerusform>列出搁置的 %Ln 组</numerusform>
        </translation>
    </message>
    <message>
        <source>List again what was said to be no duplicates</source>
        <translation>重新列出曾标为并非重复的组</translation>
    </message>
    <message>
        <source>Label…</source>
        <translation>标注…</translation>
    </message>
    <message>
        <source>Show the selected lines, or all, in the results and label them one after the other</source>
        <translation>在结果中显示选中的行（未选则为全部），并逐个标注</translation>
    </message>
    <message>
        <source>Not for training</source>
        <translation>不用于训练</translation>
    </message>
    <message>
        <source>Leave the selected lines, or all, out of every training; Undo takes it back</source>
        <translation>让选中的行（未选则为全部）不参加任何训练；可以撤销</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::FinetuneWindow</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>All runs of this archive</source>
        <translation>此档案的全部运行</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Alt+Left</source>
        <translation>Alt+左</translation>
    </message>
    <message>
        <source>Alt+Right</source>
        <translation>Alt+右</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>Fine-tune – %1</source>
        <translation>微调 – %1</translation>
    </message>
    <message>
        <source>To the wizard</source>
        <translation>返回向导</translation>
    </message>
    <message>
        <source>All runs…</source>
        <translation>全部运行…</translation>
    </message>
    <message>
        <source>To the run</source>
        <translation>转到运行</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Embed the archive with %1</source>
        <translation>用 %1 嵌入档案</translation>
    </message>
    <message>
        <source>done; the archive answers with it now</source>
        <translation>完成；档案现在用它作答</translation>
    </message>
    <message>
        <source>not switched: none of its scenes can be read</source>
        <translation>未切换：没有可读取的影像</translation>
    </message>
    <message>
        <source>The archive is being embedded with %1. Search goes on with the present model meanwhile.</source>
        <translation>正在用 %1 嵌入档案。期间仍用当前模型搜索。</translation>
    </message>
    <message>
        <source>Stopped; the present model answers as before. “Use it” goes on where it ended.</source>
        <translation>已停止；仍由当前模型作答。再按“使用”会从中断处继续。</translation>
    </message>
    <message>
        <source>Not switched: none of the archive&apos;s scenes can be read now.</source>
        <translation>未切换：档案中的影像现在都无法读取。</translation>
    </message>
    <message>
        <source>In use. %1 tiles of scenes that cannot be read are not found with it yet.</source>
        <translation>已启用。无法读取的影像中有 %1 个图块暂时无法用它找到。</translation>
    </message>
    <message>
        <source>In use: %1 tiles are searched with it now.</source>
        <translation>已启用：现在用它搜索 %1 个图块。</translation>
    </message>
    <message>
        <source>The run could not be removed</source>
        <translation>无法删除此运行</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>Remove the run %1 with its curves, its saved state and its model? This cannot be taken back.</source>
        <translation>删除运行 %1 及其曲线、保存的状态和模型？此操作无法撤销。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Fine-tune %1</source>
        <translation>微调 %1</translation>
    </message>
    <message>
        <source>was interrupted at step %1 of %2; nothing is lost</source>
        <translation>在第 %1 步（共 %2 步）中断；没有丢失任何内容</translation>
    </message>
    <message>
        <source>was interrupted at step %1; nothing is lost</source>
        <translation>在第 %1 步中断；没有丢失任何内容</translation>
    </message>
    <message>
        <source>Go on with it…</source>
        <translation>继续…</translation>
    </message>
    <message>
        <source>&amp;Fine-tune…</source>
        <translation>微调(&amp;F)…</translation>
    </message>
    <message>
        <source>Teach a model your labelled tiles, step by step</source>
        <translation>用已标注的图块逐步训练模型</translation>
    </message>
    <message>
        <source>Fine-tuning &amp;runs…</source>
        <translation>微调运行(&amp;R)…</translation>
    </message>
    <message>
        <source>All fine-tunings of this archive: curves, notes, results</source>
        <translation>此档案的全部微调：曲线、备注、结果</translation>
    </message>
    <message>
        <source>In use: the archive answers with it.</source>
        <translation>已启用：档案现在用它作答。</translation>
    </message>
    <message>
        <source>%1 is in use</source>
        <translation>%1 正在使用中</translation>
    </message>
    <message>
        <source>The archive answers with this model. Choose another one for it with Model &gt; Model, then remove this run.</source>
        <translation>档案正在用这个模型作答。请先在“模型 &gt; 模型”中为它另选一个模型，再删除此次运行。</translation>
    </message>
    <message>
        <source>Remove the run %1 with its curves and notes from the archive&apos;s record? Its model stays. This cannot be taken back.</source>
        <translation>从档案的记录中删除训练 %1 及其曲线和备注？模型会保留。此操作无法撤销。</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::FoldSection</name>
    <message>
        <source>%1, unfolded</source>
        <translation>%1，已展开</translation>
    </message>
    <message>
        <source>%1, folded</source>
        <translation>%1，已折叠</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::GuideWindow</name>
    <message>
        <source>Tilescout guide</source>
        <translation>Tilescout 使用指南</translation>
    </message>
    <message>
        <source>Pages of the guide</source>
        <translation>指南的页面</translation>
    </message>
    <message>
        <source>Text of the guide</source>
        <translation>指南的正文</translation>
    </message>
    <message>
        <source>The guide&apos;s files are not beside the program. Install Tilescout again to read it here.</source>
        <translation>程序旁没有指南文件。请重新安装 Tilescout，以便在此阅读。</translation>
    </message>
    <message>
        <source>&amp;Guide</source>
        <translation>使用指南(&amp;G)</translation>
    </message>
    <message>
        <source>Read how Tilescout is used</source>
        <translation>阅读 Tilescout 的使用方法</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::HoverCard</name>
    <message>
        <source>score %1, better than %2</source>
        <translation>得分 %1，优于 %2</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ImportDialog</name>
    <message>
        <source>Import a model</source>
        <translation>导入模型</translation>
    </message>
    <message>
        <source>From this computer</source>
        <translation>来自本机</translation>
    </message>
    <message>
        <source>From the network</source>
        <translation>来自网络</translation>
    </message>
    <message>
        <source>&amp;Weights</source>
        <translation>权重(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Activation</source>
        <translation>激活函数(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Vocabulary</source>
        <translation>词表(&amp;V)</translation>
    </message>
    <message>
        <source>A&amp;dapters</source>
        <translation>适配器(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Known models</source>
        <translation>已知模型(&amp;K)</translation>
    </message>
    <message>
        <source>Add&amp;ress</source>
        <translation>地址(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;SHA-256</source>
        <translation>SHA-256 校验和(&amp;S)</translation>
    </message>
    <message>
        <source>Act&amp;ivation</source>
        <translation>激活函数(&amp;I)</translation>
    </message>
    <message>
        <source>V&amp;ocabulary</source>
        <translation>词表(&amp;O)</translation>
    </message>
    <message>
        <source>A safetensors file, a checkpoint, or a folder of Hugging Face</source>
        <translation>safetensors 文件、检查点或 Hugging Face 文件夹</translation>
    </message>
    <message>
        <source>None; or a file with HarMA adapters to put on the weights</source>
        <translation>无；或要加在权重上的 HarMA 适配器文件</translation>
    </message>
    <message>
        <source>Found beside the weights; or bpe_simple_vocab_16e6.txt.gz</source>
        <translation>自动在权重旁查找；或 bpe_simple_vocab_16e6.txt.gz</translation>
    </message>
    <message>
        <source>Not stated by the source; then the file&apos;s own is shown</source>
        <translation>来源未注明；届时会显示文件自身的值</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>These weights do not say with which activation function they were trained. A wrong choice loads without complaint and answers badly: choose by where the weights come from.</source>
        <translation>这些权重没有说明训练时使用的激活函数。选错也能载入，但应答会变差：请按权重的来源选择。</translation>
    </message>
    <message>
        <source>Another address</source>
        <translation>其他地址</translation>
    </message>
    <message>
        <source>As the weights say</source>
        <translation>按权重所述</translation>
    </message>
    <message>
        <source>QuickGELU: OpenAI&apos;s, and what was made from them (RemoteCLIP, GeoRSCLIP, HarMA)</source>
        <translation>QuickGELU：OpenAI 的权重及由其得到的模型（RemoteCLIP、GeoRSCLIP、HarMA）</translation>
    </message>
    <message>
        <source>GELU: LAION&apos;s (OpenCLIP)</source>
        <translation>GELU：LAION 的权重（OpenCLIP）</translation>
    </message>
    <message>
        <source>Choose a checkpoint on its page and paste the address here: %1</source>
        <translation>请在其页面上选择检查点，并将地址粘贴到此处：%1</translation>
    </message>
    <message>
        <source>Source: %1. Read its terms before you use the model.</source>
        <translation>来源：%1。使用模型前请阅读其条款。</translation>
    </message>
    <message>
        <source>Load and import</source>
        <translation>下载并导入</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::IssueList</name>
    <message>
        <source>Nothing doubtful was found in the data.</source>
        <translation>数据中没有发现可疑之处。</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::IssueRow</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>List what this is about</source>
        <translation>列出相关内容</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>显示：%1</translation>
    </message>
    <message>
        <source>Open the tiles</source>
        <translation>打开图块</translation>
    </message>
    <message>
        <source>Shows them among the results of the main window, selected</source>
        <translation>在主窗口的结果中显示它们，并将其选中</translation>
    </message>
    <message>
        <source>Open the tiles: %1</source>
        <translation>打开图块：%1</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::JobRow</name>
    <message>
        <source>stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>starting…</source>
        <translation>正在开始…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop this job; what is done so far is kept</source>
        <translation>停止此任务；已完成的部分会保留</translation>
    </message>
    <message>
        <source>stopped; what was done is kept</source>
        <translation>已停止；已完成的部分已保留</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
    <message>
        <source>Show what went wrong, file by file</source>
        <translation>逐个文件显示问题</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Take this line off the list</source>
        <translation>从列表中移除此行</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Go to the results from the search line</source>
        <translation>从搜索框转到结果</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>向下键</translation>
    </message>
    <message>
        <source>Walk through the results</source>
        <translation>浏览结果</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Select several results</source>
        <translation>选择多个结果</translation>
    </message>
    <message>
        <source>Shift+arrows, Ctrl+click, drag</source>
        <translation>Shift+方向键、Ctrl+单击、拖动</translation>
    </message>
    <message>
        <source>Select all results</source>
        <translation>选择全部结果</translation>
    </message>
    <message>
        <source>Show the result large, and back</source>
        <translation>放大显示结果并返回</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>图片大小</translation>
    </message>
    <message>
        <source>Ctrl+mouse wheel</source>
        <translation>Ctrl+鼠标滚轮</translation>
    </message>
    <message>
        <source>Find an action or a key</source>
        <translation>查找操作或按键</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>操作及其按键</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新按键</translation>
    </message>
    <message>
        <source>Press the keys that the action is to have</source>
        <translation>按下要分配给该操作的按键</translation>
    </message>
    <message>
        <source>Add this key</source>
        <translation>添加此按键</translation>
    </message>
    <message>
        <source>Take its keys away</source>
        <translation>移除其按键</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>All as they were</source>
        <translation>全部恢复默认</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cannot be changed</source>
        <translation>不能更改</translation>
    </message>
    <message>
        <source>Choose an action to change its keys.</source>
        <translation>选择一个操作以更改其按键。</translation>
    </message>
    <message>
        <source>%1 belongs to “%2”. Take it away there first, or choose another key.</source>
        <translation>%1 已属于“%2”。请先在那里移除，或选择其他按键。</translation>
    </message>
    <message>
        <source>%1 is a key of “%2” now.</source>
        <translation>%1 现在是“%2”的按键。</translation>
    </message>
    <message>
        <source>Another action has taken one of its keys. Give that one another key first.</source>
        <translation>其他操作已占用其按键之一。请先为那个操作换一个按键。</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::LabelActions</name>
    <message>
        <source>Labels</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>收藏集</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Take back the last change of labels, collections or searches</source>
        <translation>撤销对标注、收藏集或搜索的上一次更改</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Do again what was undone</source>
        <translation>重做已撤销的更改</translation>
    </message>
    <message>
        <source>&amp;Caption…</source>
        <translation>描述(&amp;C)…</translation>
    </message>
    <message>
        <source>Describe the current tile, or all selected ones at once</source>
        <translation>描述当前图块，或一次描述所有选中的图块</translation>
    </message>
    <message>
        <source>&amp;Tag…</source>
        <translation>标签(&amp;T)…</translation>
    </message>
    <message>
        <source>Give the current or selected tiles a tag</source>
        <translation>为当前或选中的图块添加标签</translation>
    </message>
    <message>
        <source>&amp;Save and next</source>
        <translation>保存并转到下一个(&amp;S)</translation>
    </message>
    <message>
        <source>Save the caption and go on to the next tile</source>
        <translation>保存描述并转到下一个图块</translation>
    </message>
    <message>
        <source>&amp;Next tile</source>
        <translation>下一个图块(&amp;N)</translation>
    </message>
    <message>
        <source>Go on without saving a caption</source>
        <translation>不保存描述，直接继续</translation>
    </message>
    <message>
        <source>&amp;Previous tile</source>
        <translation>上一个图块(&amp;P)</translation>
    </message>
    <message>
        <source>Go back to the tile before</source>
        <translation>返回上一个图块</translation>
    </message>
    <message>
        <source>Tag %1</source>
        <translation>标签 %1</translation>
    </message>
    <message>
        <source>Tag “%1”</source>
        <translation>标签“%1”</translation>
    </message>
    <message>
        <source>Give the tiles this tag, or take it away</source>
        <translation>为图块添加或移除此标签</translation>
    </message>
    <message>
        <source>Put into a c&amp;ollection…</source>
        <translation>放入收藏集(&amp;O)…</translation>
    </message>
    <message>
        <source>Keep the current or selected tiles under a name</source>
        <translation>以一个名称保存当前或选中的图块</translation>
    </message>
    <message>
        <source>Put into “%1”</source>
        <translation>放入“%1”</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>收藏集</translation>
    </message>
    <message>
        <source>Not &amp;for training</source>
        <translation>不用于训练(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;For training again</source>
        <translation>重新用于训练(&amp;F)</translation>
    </message>
    <message>
        <source>Leave the current or selected tiles out of every training, or take them in again</source>
        <translation>让当前图块或选中的图块不参加任何训练，或重新让它们参加</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::LabelController</name>
    <message numerus="yes">
        <source>add %n caption(s)</source>
        <translation>
            <numerusform>添加 %n 条描述</numerusform>
        </translation>
    </message>
    <message>
        <source>change a caption</source>
        <translation>修改描述</translation>
    </message>
    <message numerus="yes">
        <source>remove %n caption(s)</source>
        <translation>
            <numerusform>移除 %n 条描述</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>import %n label(s)</source>
        <translation>
            <numerusform>导入 %n 条标注</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>tag %n tile(s) “%1”</source>
        <translation>
            <numerusform>为 %n 个图块添加标签“%1”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>take “%1” from %n tile(s)</source>
        <translation>
            <numerusform>从 %n 个图块移除“%1”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>put %n tile(s) into “%1”</source>
        <translation>
            <numerusform>将 %n 个图块放入“%1”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>take %n tile(s) out of “%1”</source>
        <translation>
            <numerusform>从“%1”移出 %n 个图块</numerusform>
        </translation>
    </message>
    <message>
        <source>make “%1”</source>
        <translation>新建“%1”</translation>
    </message>
    <message>
        <source>change “%1”</source>
        <translation>修改“%1”</translation>
    </message>
    <message>
        <source>delete “%1”</source>
        <translation>删除“%1”</translation>
    </message>
    <message numerus="yes">
        <source>change the split of %n tile(s)</source>
        <translation>
            <numerusform>更改 %n 个图块的划分</numerusform>
        </translation>
    </message>
    <message>
        <source>save the search “%1”</source>
        <translation>保存搜索“%1”</translation>
    </message>
    <message>
        <source>delete the search “%1”</source>
        <translation>删除搜索“%1”</translation>
    </message>
    <message numerus="yes">
        <source>mark %n tile(s)</source>
        <translation>
            <numerusform>标记 %n 个图块</numerusform>
        </translation>
    </message>
    <message>
        <source>the last change</source>
        <translation>上一次更改</translation>
    </message>
    <message numerus="yes">
        <source>find %n scene(s) again in “%1”</source>
        <translation>
            <numerusform>在“%1”中重新找到 %n 幅影像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>say of %n group(s) that they are no duplicates</source>
        <translation>
            <numerusform>说明 %n 组不是重复</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>list %n group(s) as duplicates again</source>
        <translation>
            <numerusform>重新把 %n 组列为重复</numerusform>
        </translation>
    </message>
    <message>
        <source>give a cluster the program’s name</source>
        <translation>恢复聚类的程序名称</translation>
    </message>
    <message>
        <source>name a cluster “%1”</source>
        <translation>将聚类命名为“%1”</translation>
    </message>
    <message>
        <source>not for training</source>
        <translation>不用于训练</translation>
    </message>
    <message numerus="yes">
        <source>mark %n tile(s) as not for training</source>
        <translation>
            <numerusform>将 %n 个图块标记为不用于训练</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>take %n tile(s) out of their splits</source>
        <translation>
            <numerusform>将 %n 个图块移出其划分</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::LabelExportDialog</name>
    <message>
        <source>Export labels</source>
        <translation>导出标注</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Save to</source>
        <translation>保存到(&amp;S)</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>File or new folder for the labels</source>
        <translation>存放标注的文件或新文件夹</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>选择(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1 captions on %2 tiles; %3 tiles have tags.</source>
        <translation>%2 个图块上有 %1 条描述；%3 个图块有标签。</translation>
    </message>
    <message>
        <source>There are no labels yet. Give tiles captions or tags first.</source>
        <translation>还没有标注。请先给图块添加描述或标签。</translation>
    </message>
    <message>
        <source>Name a file.</source>
        <translation>请指定文件名。</translation>
    </message>
    <message>
        <source>The folder %1 does not exist.</source>
        <translation>文件夹 %1 不存在。</translation>
    </message>
    <message>
        <source>This folder exists. Name a new one.</source>
        <translation>该文件夹已存在。请另取一个名称。</translation>
    </message>
    <message>
        <source>The file exists and will be replaced.</source>
        <translation>该文件已存在，将被替换。</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::LabelImportDialog</name>
    <message>
        <source>Import labels</source>
        <translation>导入标注</translation>
    </message>
    <message>
        <source>&amp;Labels</source>
        <translation>标注(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Sentence of a class</source>
        <translation>类别的句子(&amp;S)</translation>
    </message>
    <message>
        <source>What a class name becomes as a caption, {} being the name</source>
        <translation>类别名称变成的描述，{} 代表名称</translation>
    </message>
    <message>
        <source>File or folder with labels</source>
        <translation>含标注的文件或文件夹</translation>
    </message>
    <message>
        <source>A CSV, JSON, GeoJSON or GeoPackage file, or a folder</source>
        <translation>CSV、JSON、GeoJSON 或 GeoPackage 文件，或文件夹</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Sentence of a class</source>
        <translation>类别的句子</translation>
    </message>
    <message>
        <source>F&amp;ile…</source>
        <translation>文件(&amp;I)…</translation>
    </message>
    <message>
        <source>F&amp;older…</source>
        <translation>文件夹(&amp;O)…</translation>
    </message>
    <message>
        <source>I&amp;mport</source>
        <translation>导入(&amp;M)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Caption or problem</source>
        <translation>描述或问题</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>文件中的行</translation>
    </message>
    <message>
        <source>Labels (*.csv *.json *.geojson *.gpkg *.shp *.kml);;All files (*)</source>
        <translation>标注 (*.csv *.json *.geojson *.gpkg *.shp *.kml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Folder with labels</source>
        <translation>含标注的文件夹</translation>
    </message>
    <message>
        <source>File with labels</source>
        <translation>含标注的文件</translation>
    </message>
    <message numerus="yes">
        <source>and %n more caption(s)</source>
        <translation>
            <numerusform>还有 %n 条描述</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking at what is in it…</source>
        <translation>正在查看内容…</translation>
    </message>
    <message>
        <source>Choose a file or folder: what it holds is shown before it is taken.</source>
        <translation>请选择文件或文件夹：导入前会先显示其内容。</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>没有这个文件。</translation>
    </message>
    <message>
        <source>%1: %2 of %3 rows fit tiles of this archive.</source>
        <translation>%1：%3 行中有 %2 行与本档案的图块相符。</translation>
    </message>
    <message>
        <source>All of them are in the archive already.</source>
        <translation>它们都已在档案中。</translation>
    </message>
    <message>
        <source>There is nothing to import.</source>
        <translation>没有可导入的内容。</translation>
    </message>
    <message>
        <source>New: %1 captions and %2 tags, on %3 tiles.</source>
        <translation>新增：%1 条描述和 %2 个标签，涉及 %3 个图块。</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) cannot be used and will be left out.</source>
        <translation>
            <numerusform>%n 行无法使用，将不导入。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::LabelPanel</name>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>The model gives this text %1 here.</source>
        <translation>模型给这段文字在此处的得分为 %1。</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Captions of the tile</source>
        <translation>图块的描述</translation>
    </message>
    <message>
        <source>Double click or F2 changes a caption, Delete removes it</source>
        <translation>双击或按 F2 修改描述，按 Delete 移除</translation>
    </message>
    <message>
        <source>Describe what is to be seen</source>
        <translation>描述看到的内容</translation>
    </message>
    <message>
        <source>New caption</source>
        <translation>新描述</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save and next</source>
        <translation>保存并转到下一个</translation>
    </message>
    <message>
        <source>The model suggests (click to edit, double click to take)</source>
        <translation>模型建议（单击编辑，双击采用）</translation>
    </message>
    <message>
        <source>Suggested captions</source>
        <translation>建议的描述</translation>
    </message>
    <message>
        <source>Tags (keys 1 to 9)</source>
        <translation>标签（按键 1 至 9）</translation>
    </message>
    <message>
        <source>Tags of the tile</source>
        <translation>图块的标签</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>新标签</translation>
    </message>
    <message>
        <source>Only tiles without a caption</source>
        <translation>仅限没有描述的图块</translation>
    </message>
    <message>
        <source>Select a result to label it.</source>
        <translation>选择一个结果以进行标注。</translation>
    </message>
    <message>
        <source>A caption or tag goes to %1 of %2 selected tiles, as one step that can be undone.</source>
        <translation>描述或标签将应用于所选 %2 个图块中的 %1 个，作为可撤销的一步。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>%n tile(s)</source>
        <translation>
            <numerusform>%n 个图块</numerusform>
        </translation>
    </message>
    <message>
        <source>Not saved. %1 %2</source>
        <translation>未保存。%1 %2</translation>
    </message>
    <message>
        <source>Save this caption and stay here (Shift+Enter)</source>
        <translation>保存此描述并停留在此（Shift+Enter）</translation>
    </message>
    <message>
        <source>Save this caption and go on to the next tile (Enter, or Ctrl+Enter from anywhere)</source>
        <translation>保存此描述并转到下一个图块（Enter，或在任何位置按 Ctrl+Enter）</translation>
    </message>
    <message>
        <source>&amp;Remove the chosen captions</source>
        <translation>删除所选描述(&amp;R)</translation>
    </message>
    <message>
        <source>Take the captions chosen in the Labels list off the tile</source>
        <translation>从图块上去掉标注列表中选中的描述</translation>
    </message>
    <message>
        <source>Not for training</source>
        <translation>不用于训练</translation>
    </message>
    <message>
        <source>These tiles are neither trained nor measured on, whatever captions they have: clouds, stripes, doubtful cases</source>
        <translation>无论这些图块有什么描述，都既不用于训练也不用于评测：云、条带、拿不准的图块</translation>
    </message>
    <message>
        <source>A caption or tag goes to this one tile.</source>
        <translation>描述或标签将应用于这一个图块。</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::LargeView</name>
    <message>
        <source>Previous result (Left)</source>
        <translation>上一个结果（左）</translation>
    </message>
    <message>
        <source>Next result (Right)</source>
        <translation>下一个结果（右）</translation>
    </message>
    <message>
        <source>Back to the results</source>
        <translation>返回结果</translation>
    </message>
    <message>
        <source>Back to the results (Esc)</source>
        <translation>返回结果（Esc）</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>score %1</source>
        <translation>得分 %1</translation>
    </message>
    <message>
        <source>Previous result</source>
        <translation>上一个结果</translation>
    </message>
    <message>
        <source>Next result</source>
        <translation>下一个结果</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>热度图</translation>
    </message>
    <message>
        <source>Other dates</source>
        <translation>其他日期</translation>
    </message>
    <message>
        <source>The same place in the archive&apos;s other scenes</source>
        <translation>档案其他影像中的同一地点</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>波段</translation>
    </message>
    <message>
        <source>Choose bands and stretch</source>
        <translation>选择波段和拉伸</translation>
    </message>
    <message>
        <source>Copy coordinates</source>
        <translation>复制坐标</translation>
    </message>
    <message>
        <source>Copy the coordinates shown here (Ctrl+C)</source>
        <translation>复制此处显示的坐标（Ctrl+C）</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Opacity of the heat</source>
        <translation>热度图的不透明度</translation>
    </message>
    <message>
        <source>Middle of the tile: %1</source>
        <translation>图块中心：%1</translation>
    </message>
    <message>
        <source>The place of this scene is not known.</source>
        <translation>此影像的地理位置未知。</translation>
    </message>
    <message>
        <source>Copy latitude and longitude</source>
        <translation>复制纬度和经度</translation>
    </message>
    <message>
        <source>Copy coordinates of the scene&apos;s system</source>
        <translation>复制影像坐标系中的坐标</translation>
    </message>
    <message>
        <source>Go to the tile (End)</source>
        <translation>转到图块（End）</translation>
    </message>
    <message>
        <source>Show the whole scene (Home)</source>
        <translation>显示整个影像（Home）</translation>
    </message>
    <message>
        <source>Search for something first: the heat shows how well each tile answers it.</source>
        <translation>请先搜索：热度图显示每个图块与查询的相符程度。</translation>
    </message>
    <message>
        <source>Score of every tile of the scene for the query, over the picture ([ and ] change the opacity). Click a hot spot to search for more like it, with Alt for less.</source>
        <translation>在图片上显示影像中每个图块对查询的得分（[ 和 ] 调整不透明度）。单击热点可搜索更多类似的，按住 Alt 单击则减少。</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Draw a rectangle: what lies in it becomes an example to search with (D)</source>
        <translation>画一个矩形：其中的内容将作为搜索示例 (D)</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::LayoutController</name>
    <message>
        <source>Lay out the tiles by likeness</source>
        <translation>按相似度排布图块</translation>
    </message>
    <message>
        <source>arranging: %1</source>
        <translation>排布：%1</translation>
    </message>
    <message>
        <source>naming clusters: %1</source>
        <translation>命名聚类：%1</translation>
    </message>
    <message>
        <source>finding clusters</source>
        <translation>查找聚类</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tile(s) laid out</source>
        <translation>
            <numerusform>已排布 %Ln 个图块</numerusform>
        </translation>
    </message>
    <message>
        <source>Write %1</source>
        <translation>写入 %1</translation>
    </message>
    <message>
        <source>%1: tiles by likeness</source>
        <translation>%1：按相似度排布的图块</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>图块</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>聚类</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Colour by</source>
        <translation>着色依据</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>In no cluster</source>
        <translation>不属于任何聚类</translation>
    </message>
    <message>
        <source>Date unknown</source>
        <translation>日期未知</translation>
    </message>
    <message>
        <source>Drag to move, wheel to zoom; ticks show and hide</source>
        <translation>拖动可移动，滚轮可缩放；勾选可显示或隐藏</translation>
    </message>
    <message>
        <source>As a list</source>
        <translation>列表形式</translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>模型：%1</translation>
    </message>
    <message>
        <source>reading texts: %1</source>
        <translation>读取文字：%1</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::LayoutList</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>图块</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>已选中</translation>
    </message>
    <message>
        <source>Lies nearest to</source>
        <translation>最靠近</translation>
    </message>
    <message>
        <source>The plot as a list</source>
        <translation>列表形式的散点图</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tile(s), arranged so that alike ones lie together. Open a line for its tiles.</source>
        <translation>
            <numerusform>%Ln 个图块，相似的排在一起。展开一行可查看其图块。</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Tile %1</source>
        <translation>图块 %1</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::LayoutOptionsDialog</name>
    <message>
        <source>Layout</source>
        <translation>排布</translation>
    </message>
    <message>
        <source>By neighbours (UMAP)</source>
        <translation>按近邻（UMAP）</translation>
    </message>
    <message>
        <source>By greatest differences (PCA)</source>
        <translation>按最大差异（PCA）</translation>
    </message>
    <message>
        <source>Land cover</source>
        <translation>土地覆盖</translation>
    </message>
    <message>
        <source>The archive&apos;s captions</source>
        <translation>档案中的描述文字</translation>
    </message>
    <message>
        <source>The same number gives the same picture</source>
        <translation>数字相同，结果相同</translation>
    </message>
    <message>
        <source>Make layout</source>
        <translation>生成排布</translation>
    </message>
    <message>
        <source>Arrange tiles</source>
        <translation>排布方式</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>聚类数</translation>
    </message>
    <message>
        <source>Name clusters by</source>
        <translation>聚类命名依据</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Needs about %1 of memory; %2 are free.</source>
        <translation>约需 %1 内存；可用 %2。</translation>
    </message>
    <message>
        <source>That is %1 of %2 tiles; the others are placed among them afterwards.</source>
        <translation>其中先排布 %2 个图块中的 %1 个；其余的随后放入其中。</translation>
    </message>
    <message>
        <source>as many as the tiles form</source>
        <translation>由图块的疏密决定</translation>
    </message>
    <message>
        <source>My own words</source>
        <translation>我的词表</translation>
    </message>
    <message>
        <source>One word or short text a line</source>
        <translation>每行一个词或短句</translation>
    </message>
    <message>
        <source>By neighbours, from the graph&apos;s eigenvectors (UMAP)</source>
        <translation>按近邻，从近邻图的特征向量开始 (UMAP)</translation>
    </message>
    <message>
        <source>Texts too, in the same layout</source>
        <translation>文字也一起排布</translation>
    </message>
    <message>
        <source>The archive&apos;s captions (land-cover words where there are none) become points of their own, so that you see how far texts and tiles lie apart</source>
        <translation>档案中的描述（没有描述时用土地覆盖词）也成为点，从而看出文字与图块相距多远</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::LegendPanel</name>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>A tick shows or hides tiles; a double click selects them</source>
        <translation>勾选可显示或隐藏图块；双击可选中它们</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tile(s)</source>
        <translation>
            <numerusform>%Ln 个图块</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln tile(s) shown</source>
        <translation>
            <numerusform>显示 %1 / %Ln 个图块</numerusform>
        </translation>
    </message>
    <message>
        <source>Select these tiles</source>
        <translation>选中这些图块</translation>
    </message>
    <message>
        <source>Show only these</source>
        <translation>仅显示这些</translation>
    </message>
    <message>
        <source>Rename cluster</source>
        <translation>重命名聚类</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Use the program’s name again</source>
        <translation>恢复程序给出的名称</translation>
    </message>
    <message>
        <source>Take your own name from this cluster</source>
        <translation>去掉您给此聚类的名称</translation>
    </message>
    <message>
        <source>%1: %2 of %3 tiles are selected</source>
        <translation>%1：%3 个图块中选中了 %2 个</translation>
    </message>
    <message>
        <source>Search only these</source>
        <translation>仅在这些图块中搜索</translation>
    </message>
    <message>
        <source>Let the query look among these tiles only</source>
        <translation>让查询只在这些图块中查找</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::MainWindow</name>
    <message>
        <source>Scenes</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>档案</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::MapBackground</name>
    <message>
        <source>Background</source>
        <translation>底图</translation>
    </message>
    <message>
        <source>Show a map of your own, or a web map, under the scenes</source>
        <translation>在影像下方显示您自己的地图或网络地图</translation>
    </message>
    <message>
        <source>Show what you chose under the scenes: %1</source>
        <translation>在影像下方显示所选底图：%1</translation>
    </message>
    <message>
        <source>Choose a background…</source>
        <translation>选择底图…</translation>
    </message>
    <message>
        <source>Choose a file or an address for the background</source>
        <translation>为底图选择文件或地址</translation>
    </message>
    <message>
        <source>The background does not show: %1 The map goes on without it.</source>
        <translation>底图无法显示：%1地图将不带底图继续工作。</translation>
    </message>
    <message>
        <source>“%1” is no address that the map can use: it needs {z}, {x} and {y}, or a WMS that names its LAYERS.</source>
        <translation>“%1”不是地图能用的地址：它需要 {z}、{x} 和 {y}，或写明 LAYERS 的 WMS。</translation>
    </message>
    <message>
        <source>“%1” cannot be reached: this computer is offline, or the server refuses. The map goes on without it.</source>
        <translation>无法访问“%1”：本机离线，或服务器拒绝。地图将不带底图继续工作。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::MapCanvas</name>
    <message>
        <source>Map of scenes and results</source>
        <translation>影像与结果地图</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>No scene of this archive has a place on the map.</source>
        <translation>此档案中没有带地理位置的影像。</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) here, the best with score %1</source>
        <translation>
            <numerusform>此处有 %n 个结果，最高得分 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Rank %1 · score %2</source>
        <translation>第 %1 名 · 得分 %2</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::MapList</name>
    <message>
        <source>The map as a list</source>
        <translation>列表形式的地图</translation>
    </message>
    <message numerus="yes">
        <source>%Ln result(s) in view.</source>
        <translation>
            <numerusform>视图中有 %Ln 个结果。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln scene(s) in view.</source>
        <translation>
            <numerusform>视图中有 %Ln 幅影像。</numerusform>
        </translation>
    </message>
    <message>
        <source>The best %1 results are listed.</source>
        <translation>列出最好的 %1 个结果。</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::MapListModel</name>
    <message>
        <source>north</source>
        <translation>北</translation>
    </message>
    <message>
        <source>north-east</source>
        <translation>东北</translation>
    </message>
    <message>
        <source>east</source>
        <translation>东</translation>
    </message>
    <message>
        <source>south-east</source>
        <translation>东南</translation>
    </message>
    <message>
        <source>south</source>
        <translation>南</translation>
    </message>
    <message>
        <source>south-west</source>
        <translation>西南</translation>
    </message>
    <message>
        <source>west</source>
        <translation>西</translation>
    </message>
    <message>
        <source>north-west</source>
        <translation>西北</translation>
    </message>
    <message>
        <source>in the middle</source>
        <translation>在中心</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 米</translation>
    </message>
    <message>
        <source>%1 km</source>
        <translation>%1 公里</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>distance, direction</comment>
        <translation>%2 %1</translation>
    </message>
    <message>
        <source>Result %1, %2</source>
        <translation>结果 %1，%2</translation>
    </message>
    <message>
        <source>Scene %1</source>
        <translation>影像 %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Place (WGS 84)</source>
        <translation>位置（WGS 84）</translation>
    </message>
    <message>
        <source>From the middle</source>
        <translation>距中心</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::MapPage</name>
    <message>
        <source>Move and choose</source>
        <translation>移动与点选</translation>
    </message>
    <message>
        <source>Drag moves the map, a click chooses a result (Space: for a moment)</source>
        <translation>拖动移动地图，单击选择结果（按住空格可临时使用）</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>框选</translation>
    </message>
    <message>
        <source>Drag a frame around results to select them; Shift adds, Alt removes</source>
        <translation>拖出方框选择结果；Shift 添加，Alt 移除</translation>
    </message>
    <message>
        <source>Area: rectangle</source>
        <translation>区域：矩形</translation>
    </message>
    <message>
        <source>Drag a rectangle to search in</source>
        <translation>拖出要搜索的矩形</translation>
    </message>
    <message>
        <source>Area: freehand</source>
        <translation>区域：手绘</translation>
    </message>
    <message>
        <source>Draw around an area to search in</source>
        <translation>画出要搜索的区域</translation>
    </message>
    <message>
        <source>Search in view</source>
        <translation>在视图中搜索</translation>
    </message>
    <message>
        <source>Limit the search to what the map shows now</source>
        <translation>将搜索限制在地图当前显示的范围</translation>
    </message>
    <message>
        <source>Search everywhere</source>
        <translation>不限区域</translation>
    </message>
    <message>
        <source>Take the area off the query</source>
        <translation>从查询中去掉区域</translation>
    </message>
    <message>
        <source>All scenes</source>
        <translation>全部影像</translation>
    </message>
    <message>
        <source>Show all scenes (Home)</source>
        <translation>显示全部影像（Home）</translation>
    </message>
    <message>
        <source>All results</source>
        <translation>全部结果</translation>
    </message>
    <message>
        <source>Show all results</source>
        <translation>显示全部结果</translation>
    </message>
    <message>
        <source>Selected results</source>
        <translation>所选结果</translation>
    </message>
    <message>
        <source>Go to the selected results</source>
        <translation>转到所选结果</translation>
    </message>
    <message>
        <source>Scene of the current result</source>
        <translation>当前结果的影像</translation>
    </message>
    <message>
        <source>Show the whole scene of the current result</source>
        <translation>显示当前结果的整个影像</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Show the scenes&apos; pictures, or their outlines alone</source>
        <translation>显示影像图片，或只显示轮廓</translation>
    </message>
    <message>
        <source>Coordinates under the mouse</source>
        <translation>鼠标处的坐标</translation>
    </message>
    <message>
        <source>area on the map</source>
        <translation>地图上的区域</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>map view</source>
        <translation>地图视图</translation>
    </message>
    <message>
        <source>Ma&amp;p</source>
        <translation>地图(&amp;P)</translation>
    </message>
    <message>
        <source>Scenes and results on the map</source>
        <translation>地图上的影像和结果</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Example: rectangle</source>
        <translation>示例：矩形</translation>
    </message>
    <message>
        <source>Drag a rectangle over a scene: what lies in it becomes an example</source>
        <translation>在影像上拖出一个矩形：其中的内容将成为示例</translation>
    </message>
    <message>
        <source>No scene lies there; draw over a scene&apos;s picture.</source>
        <translation>那里没有影像；请在影像图片上画。</translation>
    </message>
    <message>
        <source>Next result in view</source>
        <translation>视图内下一个结果</translation>
    </message>
    <message>
        <source>Choose the next of the results that the map shows; Enter shows it large</source>
        <translation>选择地图上显示的下一个结果；Enter 可放大查看</translation>
    </message>
    <message>
        <source>Previous result in view</source>
        <translation>视图内上一个结果</translation>
    </message>
    <message>
        <source>Choose the one before of the results that the map shows</source>
        <translation>选择地图上显示的上一个结果</translation>
    </message>
    <message>
        <source>As a list</source>
        <translation>以列表显示</translation>
    </message>
    <message>
        <source>Read what the map shows as a list: results and scenes in view, where each lies</source>
        <translation>以列表阅读地图所示内容：视图中的结果和影像及其位置</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::MatchesPage</name>
    <message>
        <source>&amp;Texts of this tile, from</source>
        <translation>此图块的文字，来自(&amp;T)</translation>
    </message>
    <message>
        <source>the archive&apos;s captions</source>
        <translation>档案的描述</translation>
    </message>
    <message>
        <source>a list of your own</source>
        <translation>自己的列表</translation>
    </message>
    <message>
        <source>Write or paste texts here, one a line</source>
        <translation>在此书写或粘贴文字，每行一条</translation>
    </message>
    <message>
        <source>Texts to compare, one a line</source>
        <translation>要比较的文字，每行一条</translation>
    </message>
    <message>
        <source>Texts, best first</source>
        <translation>文字，最好的在前</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>名次</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Tiles of the chosen text, best first</source>
        <translation>所选文字的图块，最好的在前</translation>
    </message>
    <message>
        <source>The tile</source>
        <translation>图块</translation>
    </message>
    <message>
        <source>Choose a text to see its tiles</source>
        <translation>选择一条文字以查看其图块</translation>
    </message>
    <message>
        <source>Tiles of “%1”</source>
        <translation>“%1”的图块</translation>
    </message>
    <message>
        <source>Comparing texts with the tile…</source>
        <translation>正在比较文字与图块…</translation>
    </message>
    <message>
        <source>No tile is selected</source>
        <translation>未选择图块</translation>
    </message>
    <message>
        <source>Select a tile in the results or on the map to see which texts fit it.</source>
        <translation>在结果或地图中选择一个图块，查看哪些文字与它相符。</translation>
    </message>
    <message>
        <source>No texts yet</source>
        <translation>还没有文字</translation>
    </message>
    <message>
        <source>Write or paste texts above, one a line.</source>
        <translation>在上方书写或粘贴文字，每行一条。</translation>
    </message>
    <message>
        <source>This archive has no captions yet</source>
        <translation>此档案还没有描述</translation>
    </message>
    <message>
        <source>Label tiles, import captions, or compare with a list of your own.</source>
        <translation>标注图块、导入描述，或与自己的列表比较。</translation>
    </message>
    <message>
        <source>Which texts fit the tile, and which tiles fit the text</source>
        <translation>哪些文字与图块相符，哪些图块与文字相符</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>Matc&amp;hes</source>
        <translation>匹配(&amp;H)</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::MeasuresTable</name>
    <message>
        <source>Uniformity of images</source>
        <translation>图像均匀度</translation>
    </message>
    <message>
        <source>The tiles are well spread out. 0 would mean that all are alike; the lower, the better they differ.</source>
        <translation>图块分布得很开。0 表示全部相同；越低，彼此差别越大。</translation>
    </message>
    <message>
        <source>The tiles lie close together, so scores differ little. 0 would mean that all are alike.</source>
        <translation>图块彼此靠得很近，因此得分差别不大。0 表示全部相同。</translation>
    </message>
    <message>
        <source>Effective rank</source>
        <translation>有效秩</translation>
    </message>
    <message>
        <source>How many directions of the space the model uses for these tiles.</source>
        <translation>模型为这些图块用到了空间中的多少个方向。</translation>
    </message>
    <message>
        <source>Mean similarity</source>
        <translation>平均相似度</translation>
    </message>
    <message>
        <source>How alike two tiles at random are: 1 is the same, 0 unrelated.</source>
        <translation>任意两个图块的相似程度：1 为相同，0 为无关。</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>对齐度</translation>
    </message>
    <message>
        <source>How far captions lie from their tiles; lower is better.</source>
        <translation>描述文字与其图块的距离；越低越好。</translation>
    </message>
    <message>
        <source>Modality gap</source>
        <translation>模态间隙</translation>
    </message>
    <message>
        <source>How far all texts lie from all images.</source>
        <translation>全部文字与全部图像之间的距离。</translation>
    </message>
    <message>
        <source>Separation of clusters</source>
        <translation>聚类分离度</translation>
    </message>
    <message>
        <source>1: clusters are well apart. 0: they run into one another.</source>
        <translation>1：聚类彼此分开。0：聚类相互混杂。</translation>
    </message>
    <message>
        <source>Trustworthiness</source>
        <translation>可信度</translation>
    </message>
    <message>
        <source>1: what lies together in the picture is alike to the model.</source>
        <translation>1：图中相邻的图块在模型看来也相似。</translation>
    </message>
    <message>
        <source>Neighbours kept</source>
        <translation>近邻保留率</translation>
    </message>
    <message>
        <source>Share of a tile&apos;s 15 most similar that also lie nearest to it here.</source>
        <translation>每个图块最相似的 15 个图块中，在图中也最靠近它的比例。</translation>
    </message>
    <message>
        <source>Select near-duplicates (%1)</source>
        <translation>选中近似重复（%1）</translation>
    </message>
    <message>
        <source>Tiles that are all but the same for the model; the number is that of groups</source>
        <translation>模型看来几乎相同的图块；数字为组数</translation>
    </message>
    <message>
        <source>Select outliers (%1)</source>
        <translation>选中离群图块（%1）</translation>
    </message>
    <message>
        <source>The tiles that are least like any other</source>
        <translation>与其他图块最不相似的图块</translation>
    </message>
    <message>
        <source>Images have spread: they are easier to tell apart.</source>
        <translation>图像散开了：更易区分。</translation>
    </message>
    <message>
        <source>Images have drawn together: they are harder to tell apart.</source>
        <translation>图像聚拢了：更难区分。</translation>
    </message>
    <message>
        <source>Fewer directions of the space are in use.</source>
        <translation>用到的空间方向变少了。</translation>
    </message>
    <message>
        <source>More directions of the space are in use.</source>
        <translation>用到的空间方向变多了。</translation>
    </message>
    <message>
        <source>Two tiles at random are less alike.</source>
        <translation>任意两个图块的相似度降低了。</translation>
    </message>
    <message>
        <source>Two tiles at random are more alike.</source>
        <translation>任意两个图块的相似度提高了。</translation>
    </message>
    <message>
        <source>Captions lie nearer to their tiles.</source>
        <translation>描述离其图块更近了。</translation>
    </message>
    <message>
        <source>Captions lie farther from their tiles.</source>
        <translation>描述离其图块更远了。</translation>
    </message>
    <message>
        <source>Texts and images have drawn together.</source>
        <translation>文字与图像靠近了。</translation>
    </message>
    <message>
        <source>Texts and images have drawn apart.</source>
        <translation>文字与图像拉开了距离。</translation>
    </message>
    <message>
        <source>About as before.</source>
        <translation>与之前差不多。</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>So many of a tile&apos;s nearest neighbours are others now, on average.</source>
        <translation>平均而言，每个图块的近邻中有这么多换成了其他图块。</translation>
    </message>
    <message>
        <source>How alike two tiles are</source>
        <translation>两图块的相似度</translation>
    </message>
    <message>
        <source>Filled: before. Line: after.</source>
        <translation>填充：之前。线条：之后。</translation>
    </message>
    <message>
        <source>Captions have spread: they are easier to tell apart.</source>
        <translation>描述更分散了：更容易区分。</translation>
    </message>
    <message>
        <source>Captions have drawn together: they are harder to tell apart.</source>
        <translation>描述更集中了：更难区分。</translation>
    </message>
    <message>
        <source>Uniformity of texts</source>
        <translation>文字均匀度</translation>
    </message>
    <message>
        <source>The same of the captions among themselves.</source>
        <translation>描述彼此之间的同一度量。</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ModelCardDialog</name>
    <message>
        <source>Import a model…</source>
        <translation>导入模型…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>无模型</translation>
    </message>
    <message>
        <source>loading the model…</source>
        <translation>正在加载模型…</translation>
    </message>
    <message>
        <source>%1 (shipped, limited)</source>
        <translation>%1（自带，能力有限）</translation>
    </message>
    <message>
        <source>%1 has the SHA-256 %2.</source>
        <translation>%1 的 SHA-256 为 %2。</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Models of this computer</source>
        <translation>本机的模型</translation>
    </message>
    <message>
        <source>What the model is, and what it does not know</source>
        <translation>模型是什么，以及它不知道什么</translation>
    </message>
    <message>
        <source>Use for this archive</source>
        <translation>用于此档案</translation>
    </message>
    <message>
        <source>Embeds every tile of the open archive with this model. The present one answers until that is done; its embeddings stay, so that going back takes no new work.</source>
        <translation>用此模型嵌入当前档案的所有图块。完成之前仍由当前模型应答；其嵌入会保留，因此换回时无需重新计算。</translation>
    </message>
    <message>
        <source>Use for new archives</source>
        <translation>用于新档案</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Removes the model&apos;s files from this computer</source>
        <translation>从本机移除模型文件</translation>
    </message>
    <message>
        <source>answers in this archive</source>
        <translation>在此档案中应答</translation>
    </message>
    <message>
        <source>for new archives</source>
        <translation>用于新档案</translation>
    </message>
    <message numerus="yes">
        <source>used by %n archive(s)</source>
        <translation>
            <numerusform>被 %n 个档案使用</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no model yet. Import one: a safetensors file, a checkpoint, or a folder of Hugging Face.</source>
        <translation>还没有模型。请导入一个：safetensors 文件、检查点或 Hugging Face 文件夹。</translation>
    </message>
    <message>
        <source>Archives that use it: %1</source>
        <translation>使用它的档案：%1</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ModelPage</name>
    <message>
        <source>Start from</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>Compute on</source>
        <translation>计算设备</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值精度</translation>
    </message>
    <message>
        <source>as suits the device</source>
        <translation>适合设备</translation>
    </message>
    <message>
        <source>32 bit (exact)</source>
        <translation>32 位（精确）</translation>
    </message>
    <message>
        <source>bf16 (quicker, less memory)</source>
        <translation>bf16（更快，内存更少）</translation>
    </message>
    <message>
        <source>What it takes</source>
        <translation>所需资源</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Of the whole</source>
        <translation>占整体</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Share of the parameters that is trained</source>
        <translation>训练参数的比例</translation>
    </message>
    <message>
        <source>Progress of the trial</source>
        <translation>试运行进度</translation>
    </message>
    <message>
        <source>the best there is</source>
        <translation>最佳可用设备</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message>
        <source>%1 % of %2</source>
        <translation>%2 的 %1%</translation>
    </message>
    <message>
        <source>about %1 on %2, %3 pairs at a time</source>
        <translation>约 %1，%2，每次 %3 对</translation>
    </message>
    <message>
        <source>%1 steps; a trial tells how long that is</source>
        <translation>%1 步；试运行可得知所需时间</translation>
    </message>
    <message>
        <source>about %1 for %2 steps</source>
        <translation>约 %1，共 %2 步</translation>
    </message>
    <message>
        <source>Stop the trial</source>
        <translation>停止试运行</translation>
    </message>
    <message>
        <source>Measure with 20 trial steps</source>
        <translation>用 20 步试运行测量</translation>
    </message>
    <message>
        <source>Trains for 20 steps on your tiles, throws the outcome away, and tells time and memory</source>
        <translation>在您的图块上训练 20 步，丢弃结果，并得出时间和内存</translation>
    </message>
    <message>
        <source>%1 parameters · pictures of %2 × %2 pixels</source>
        <translation>%1 个参数 · 图像为 %2 × %2 像素</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>Reading the tiles</source>
        <translation>正在读取图块</translation>
    </message>
    <message>
        <source>Suggested for a model as small as this one: in our comparison it learned as much as any other or more, and forgot little.</source>
        <translation>建议用于像这样小的模型：在我们的比较中，它学到的不少于其他任何方法，忘得很少。</translation>
    </message>
    <message>
        <source>Suggested for this model.</source>
        <translation>建议用于此模型。</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::OpenWithDialog</name>
    <message>
        <source>Open the scene with</source>
        <translation>打开影像的程序</translation>
    </message>
    <message>
        <source>Which program should open %1?</source>
        <translation>用哪个程序打开 %1？</translation>
    </message>
    <message>
        <source>Programs that open GeoTIFFs</source>
        <translation>可打开 GeoTIFF 的程序</translation>
    </message>
    <message>
        <source>The system&apos;s own program for it</source>
        <translation>系统默认程序</translation>
    </message>
    <message>
        <source>&amp;Keep for scenes opened from now on</source>
        <translation>以后打开影像时都使用(&amp;K)</translation>
    </message>
    <message>
        <source>Other &amp;program…</source>
        <translation>其他程序(&amp;P)…</translation>
    </message>
    <message>
        <source>Choose any program on this computer</source>
        <translation>选择本机上的任意程序</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>%1 could not be started. Choose another program.</source>
        <translation>无法启动 %1。请选择其他程序。</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::OtherDates</name>
    <message>
        <source>The place of this scene is not known.</source>
        <translation>此影像的位置未知。</translation>
    </message>
    <message>
        <source>No other scene of the archive shows this place.</source>
        <translation>档案中没有其他影像包含此地点。</translation>
    </message>
    <message>
        <source>%1: compare the dates in the large view</source>
        <translation>%1：在大图中比较各日期</translation>
    </message>
    <message>
        <source>The same place in %1</source>
        <translation>%1 中的同一地点</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::PageTabs</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::PathWatch</name>
    <message>
        <source>The disk has not answered yet.</source>
        <translation>磁盘尚未响应。</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::PicturePlaceRow</name>
    <message>
        <source>beside each archive</source>
        <translation>在各档案旁边</translation>
    </message>
    <message>
        <source>Folder of the small pictures</source>
        <translation>小图片的文件夹</translation>
    </message>
    <message>
        <source>One folder for the small pictures of all archives, on a fast disk perhaps; each archive&apos;s take no more there than is set above. Empty: beside each archive.</source>
        <translation>所有档案的小图片共用的文件夹，例如在高速磁盘上；每个档案的图片不超过上面设定的大小。留空：放在各档案旁边。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the folder of the small pictures</source>
        <translation>选择小图片的文件夹</translation>
    </message>
    <message>
        <source>&amp;Move pictures</source>
        <translation>移动图片(&amp;M)</translation>
    </message>
    <message>
        <source>Take this folder, and move there what has been drawn for it</source>
        <translation>使用此文件夹，并把已绘制的图片移到那里</translation>
    </message>
    <message>
        <source>&amp;Start anew</source>
        <translation>重新开始(&amp;S)</translation>
    </message>
    <message>
        <source>Take this folder and remove what has been drawn; it is drawn again when it is needed</source>
        <translation>使用此文件夹并删除已绘制的图片；需要时会重新绘制</translation>
    </message>
    <message>
        <source>Nothing can be written to %1. Choose another folder.</source>
        <translation>无法写入 %1。请选择其他文件夹。</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::PlotExportDialog</name>
    <message>
        <source>Export layout</source>
        <translation>导出排布</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>Picture (PNG)</source>
        <translation>图片（PNG）</translation>
    </message>
    <message>
        <source>Drawing (SVG)</source>
        <translation>矢量图（SVG）</translation>
    </message>
    <message>
        <source>Web page (HTML)</source>
        <translation>网页（HTML）</translation>
    </message>
    <message>
        <source>CSV table</source>
        <translation>CSV 表格</translation>
    </message>
    <message>
        <source>GeoPackage</source>
        <translation>GeoPackage 图层</translation>
    </message>
    <message>
        <source>&amp;Width</source>
        <translation>宽度(&amp;W)</translation>
    </message>
    <message>
        <source> pixels</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>Width of the picture; its height follows the plot&apos;s</source>
        <translation>图片的宽度；高度随图的比例而定</translation>
    </message>
    <message>
        <source>With the &amp;legend</source>
        <translation>附图例(&amp;L)</translation>
    </message>
    <message>
        <source>Colours, shapes and names beside the plot</source>
        <translation>在图旁列出颜色、形状和名称</translation>
    </message>
    <message>
        <source>Only the s&amp;elected tiles: %1 of %2</source>
        <translation>仅选中的图块：%2 个中的 %1 个(&amp;E)</translation>
    </message>
    <message>
        <source>Leave out what is not selected in the plot</source>
        <translation>略去图中未选中的图块</translation>
    </message>
    <message>
        <source>&amp;Save to</source>
        <translation>保存到(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>What you see, for reports and slides.</source>
        <translation>所见的图像，用于报告和幻灯片。</translation>
    </message>
    <message>
        <source>What you see, point by point, to be edited and printed at any size.</source>
        <translation>所见的图像，逐点保存，可编辑并以任意大小打印。</translation>
    </message>
    <message>
        <source>One page that any browser opens without a network, with the tiles&apos; pictures.</source>
        <translation>任何浏览器无需网络即可打开的网页，内含图块图片。</translation>
    </message>
    <message>
        <source>For spreadsheets and scripts: one row a tile, with place and cluster.</source>
        <translation>用于电子表格和脚本：每个图块一行，含位置和聚类。</translation>
    </message>
    <message>
        <source>The tiles as polygons, coloured by cluster when QGIS opens it.</source>
        <translation>图块以多边形保存，在 QGIS 中打开时按聚类着色。</translation>
    </message>
    <message>
        <source>Save to</source>
        <translation>保存到</translation>
    </message>
    <message>
        <source>× %1 high</source>
        <translation>× 高 %1</translation>
    </message>
    <message>
        <source>Name a file.</source>
        <translation>请指定文件名。</translation>
    </message>
    <message>
        <source>The file&apos;s name has to end in .%1.</source>
        <translation>文件名必须以 .%1 结尾。</translation>
    </message>
    <message>
        <source>The folder %1 does not exist.</source>
        <translation>文件夹 %1 不存在。</translation>
    </message>
    <message>
        <source>The file exists and will be replaced.</source>
        <translation>该文件已存在，将被替换。</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::QueryBar</name>
    <message>
        <source>Open an archive or add scenes to search them</source>
        <translation>打开档案或添加影像后即可搜索</translation>
    </message>
    <message>
        <source>Search text</source>
        <translation>搜索文字</translation>
    </message>
    <message>
        <source>Searches as you type. Enter searches at once, Down goes to the results.</source>
        <translation>边输入边搜索。回车立即搜索，向下键转到结果。</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>Describe what you are looking for; a minus keeps away: airport -clouds</source>
        <translation>描述要找的内容；减号表示排除：airport -clouds</translation>
    </message>
    <message>
        <source>Query before</source>
        <translation>上一个查询</translation>
    </message>
    <message>
        <source>Back to the query before (Alt+Left)</source>
        <translation>回到上一个查询（Alt+←）</translation>
    </message>
    <message>
        <source>Query after</source>
        <translation>下一个查询</translation>
    </message>
    <message>
        <source>Forward to the next query (Alt+Right)</source>
        <translation>前往下一个查询（Alt+→）</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Search with pictures and tiles as examples; exclude words</source>
        <translation>用图片和图块作示例搜索；排除词语</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Only in an area</source>
        <translation>只在一个范围内</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Dates, scenes, scores, places, words, templates</source>
        <translation>日期、影像、得分、地点、词语、模板</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 tiles are an answer, of %2 that pass the filters and %3 in the archive</source>
        <translation>%1 个图块是结果；通过筛选的有 %2 个，档案共 %3 个</translation>
    </message>
    <message>
        <source>Search with a picture</source>
        <translation>用图片搜索</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.tif *.tiff *.webp *.bmp *.jp2);;All files (*)</source>
        <translation>图片 (*.png *.jpg *.jpeg *.tif *.tiff *.webp *.bmp *.jp2);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Only inside polygons</source>
        <translation>只在多边形内</translation>
    </message>
    <message>
        <source>Polygons (*.geojson *.json *.gpkg *.shp *.kml);;All files (*)</source>
        <translation>多边形 (*.geojson *.json *.gpkg *.shp *.kml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Exclude words</source>
        <translation>排除词语</translation>
    </message>
    <message>
        <source>Tiles like this move down:</source>
        <translation>与此相似的图块排到后面：</translation>
    </message>
    <message>
        <source>Text in English</source>
        <translation>英文文字</translation>
    </message>
    <message>
        <source>The model reads this instead:</source>
        <translation>模型改读这段文字：</translation>
    </message>
    <message>
        <source>Queries of before</source>
        <translation>以前的查询</translation>
    </message>
    <message>
        <source>What was asked of this archive lately (Alt+Down)</source>
        <translation>最近在此档案中的查询（Alt+↓）</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::QueryChips</name>
    <message>
        <source>text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Weight of text against examples</source>
        <translation>文字与示例的权重</translation>
    </message>
    <message>
        <source>How much the text counts against the examples</source>
        <translation>文字相对于示例的分量</translation>
    </message>
    <message>
        <source>The model reads no Chinese: the glossary translated the text. Click to correct it.</source>
        <translation>模型读不懂中文：已用词汇表翻译。点击可修改。</translation>
    </message>
    <message>
        <source>Not in the glossary: %1</source>
        <translation>词汇表中没有：%1</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between words of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>In English: %1</source>
        <translation>英文：%1</translation>
    </message>
    <message>
        <source>not %1</source>
        <translation>排除 %1</translation>
    </message>
    <message>
        <source>Tiles like this move down</source>
        <translation>与此相似的图块排到后面</translation>
    </message>
    <message>
        <source>Tiles that look like this picture</source>
        <translation>与这张图片相似的图块</translation>
    </message>
    <message>
        <source>like tile %1</source>
        <translation>像图块 %1</translation>
    </message>
    <message>
        <source>More like this tile</source>
        <translation>更多像这个图块的</translation>
    </message>
    <message>
        <source>unlike tile %1</source>
        <translation>不像图块 %1</translation>
    </message>
    <message>
        <source>Less like this tile</source>
        <translation>少一些像这个图块的</translation>
    </message>
    <message>
        <source>detector: %1</source>
        <translation>检测器：%1</translation>
    </message>
    <message>
        <source>Ranked by what was learned from marks</source>
        <translation>按从标记中学到的排序</translation>
    </message>
    <message>
        <source>with templates</source>
        <translation>使用模板</translation>
    </message>
    <message>
        <source>The text is averaged over sentences such as “a satellite image of …”. Click to see them.</source>
        <translation>文字会套入“a satellite image of …”这类句子取平均。点击查看。</translation>
    </message>
    <message>
        <source>W %1, S %2, E %3, N %4</source>
        <translation>西 %1，南 %2，东 %3，北 %4</translation>
    </message>
    <message>
        <source>area: %1</source>
        <translation>范围：%1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>从 %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>到 %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>Scenes without a date do not pass</source>
        <translation>没有日期的影像不会通过</translation>
    </message>
    <message>
        <source>scene: %1</source>
        <translation>影像：%1</translation>
    </message>
    <message>
        <source>Only scenes whose name matches</source>
        <translation>只要名称匹配的影像</translation>
    </message>
    <message numerus="yes">
        <source>%n scene(s)</source>
        <translation>
            <numerusform>%n 景影像</numerusform>
        </translation>
    </message>
    <message>
        <source>Only the chosen scenes</source>
        <translation>只要选定的影像</translation>
    </message>
    <message>
        <source>new since the last look</source>
        <translation>上次查看以来新增</translation>
    </message>
    <message>
        <source>Only tiles that were added since</source>
        <translation>只要此后新增的图块</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen tile(s)</source>
        <translation>
            <numerusform>%n 个选定的图块</numerusform>
        </translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>在 %1 中</translation>
    </message>
    <message>
        <source>Only these tiles</source>
        <translation>只要这些图块</translation>
    </message>
    <message>
        <source>score from %1</source>
        <translation>得分不低于 %1</translation>
    </message>
    <message>
        <source>Tiles below it are left out</source>
        <translation>低于它的图块不显示</translation>
    </message>
    <message>
        <source>likely only</source>
        <translation>只要很可能的</translation>
    </message>
    <message>
        <source>likely and possible</source>
        <translation>很可能的和可能的</translation>
    </message>
    <message>
        <source>Cut off where this query&apos;s scores leave the noise of the whole archive</source>
        <translation>在本次查询得分脱离整个档案噪声处截断</translation>
    </message>
    <message>
        <source>places %1 m apart</source>
        <translation>地点相距 %1 米</translation>
    </message>
    <message>
        <source>Of hits closer than this only the best is shown</source>
        <translation>距离更近的结果只显示最好的一个</translation>
    </message>
    <message>
        <source>other places</source>
        <translation>其他地点</translation>
    </message>
    <message>
        <source>without neighbours</source>
        <translation>不含邻近图块</translation>
    </message>
    <message>
        <source>The example&apos;s own surroundings are left out</source>
        <translation>示例自身周围的图块不显示</translation>
    </message>
    <message>
        <source>words first</source>
        <translation>词语优先</translation>
    </message>
    <message>
        <source>Remove: %1</source>
        <translation>移除：%1</translation>
    </message>
    <message>
        <source>unlike %1</source>
        <translation>不像 %1</translation>
    </message>
    <message>
        <source>Tiles that look like this picture move down</source>
        <translation>像这张图片的图块会后移</translation>
    </message>
    <message>
        <source>Click to weigh it</source>
        <translation>单击以调整权重</translation>
    </message>
    <message>
        <source>Click to rename, export or change it</source>
        <translation>单击以重命名、导出或修改</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>无日期</translation>
    </message>
    <message>
        <source>Only scenes without a date</source>
        <translation>只看没有日期的影像</translation>
    </message>
    <message>
        <source>%1, or no date</source>
        <translation>%1，或无日期</translation>
    </message>
    <message>
        <source>Scenes without a date pass as well</source>
        <translation>没有日期的影像也通过</translation>
    </message>
    <message>
        <source>sensor not known</source>
        <translation>传感器未知</translation>
    </message>
    <message>
        <source>Only scenes of these sensors, as their file names tell</source>
        <translation>只搜索这些传感器的影像（依据文件名判断）</translation>
    </message>
    <message>
        <source>Tiles whose captions, tags, scene name, folder or date hold every word come first</source>
        <translation>描述、标签、影像名称、文件夹或日期含有全部词的图块排在前面</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::QueryComparison</name>
    <message>
        <source>There were no saved searches. Save the texts that you search for often (“Save this search…”): the next run shows here what each finds before and after.</source>
        <translation>还没有已保存的搜索。请保存您常用的查询文字（“保存此搜索…”）：下一次训练会在这里显示每个查询之前和之后找到的图块。</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>%1 · new</source>
        <translation>%1 · 新</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::QueryHistory</name>
    <message numerus="yes">
        <source>%n example(s)</source>
        <translation>
            <numerusform>%n 个示例</numerusform>
        </translation>
    </message>
    <message>
        <source>area</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>filtered</source>
        <translation>已筛选</translation>
    </message>
    <message>
        <source>Nothing was asked of this archive yet</source>
        <translation>尚未在此档案中查询过</translation>
    </message>
    <message>
        <source>&amp;Clear this list</source>
        <translation>清空此列表(&amp;C)</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::QueryNotice</name>
    <message>
        <source>, </source>
        <comment>between words of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>The shipped model does not know: %1</source>
        <translation>自带模型不认识：%1</translation>
    </message>
    <message>
        <source>The model does not know: %1</source>
        <translation>模型不认识：%1</translation>
    </message>
    <message>
        <source>Use another model…</source>
        <translation>使用其他模型…</translation>
    </message>
    <message>
        <source>The model has learned no words in this script; describe it in English.</source>
        <translation>该模型没有学过这种文字；请用英文描述。</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::RecipePage</name>
    <message>
        <source>All settings</source>
        <translation>全部设置</translation>
    </message>
    <message>
        <source>Name of the new model</source>
        <translation>新模型的名称</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>%1, changed</source>
        <translation>%1（已更改）</translation>
    </message>
    <message>
        <source>%1 minutes in batches of %2 pairs</source>
        <translation>%1 分钟，每批 %2 对</translation>
    </message>
    <message>
        <source>%1 passes in batches of %2 pairs</source>
        <translation>%1 遍，每批 %2 对</translation>
    </message>
    <message>
        <source>, learning rate %1</source>
        <translation>，学习率 %1</translation>
    </message>
    <message>
        <source>: %1 steps</source>
        <translation>：%1 步</translation>
    </message>
    <message>
        <source>: %1 steps, about %2</source>
        <translation>：%1 步，约 %2</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::RefineStripBar</name>
    <message>
        <source>Best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>What the marks have taught, best first</source>
        <translation>按标记所学排序，最好的在前</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Tiles that the ranking cannot tell: marking these teaches it most</source>
        <translation>排序难以判断的图块：标记它们最有用</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>A random sample of what is accepted: marking these tells how good the ranking is</source>
        <translation>从接受的图块中随机抽样：标记它们可知排序有多准</translation>
    </message>
    <message>
        <source>Draw another sample</source>
        <translation>重新抽样</translation>
    </message>
    <message>
        <source>Draws another random sample; the marks of this one are learned from</source>
        <translation>重新随机抽样；这一批的标记将用于学习</translation>
    </message>
    <message>
        <source>Take back the last mark</source>
        <translation>撤回上一个标记</translation>
    </message>
    <message>
        <source>Forget all marks</source>
        <translation>忘记全部标记</translation>
    </message>
    <message>
        <source>Forget all marks of this query</source>
        <translation>忘记此查询的全部标记</translation>
    </message>
    <message>
        <source>Save as a detector…</source>
        <translation>存为检测器…</translation>
    </message>
    <message>
        <source>Keeps what was learned, with its marks, to be run again and on new scenes</source>
        <translation>保留学到的内容及其标记，以便再次运行或用于新影像</translation>
    </message>
    <message>
        <source>Mark these with Y and N: they tell how good the ranking is.</source>
        <translation>用 Y 和 N 标记这些图块，即可知道排序有多准。</translation>
    </message>
    <message>
        <source>%1 tiles are accepted</source>
        <translation>接受了 %1 个图块</translation>
    </message>
    <message>
        <source>About %1 % of the accepted tiles are right (%2–%3 %, from %4 random ones)</source>
        <translation>接受的图块中约 %1 % 是对的（%2–%3 %，依据 %4 个随机图块）</translation>
    </message>
    <message>
        <source>before the latest marks</source>
        <translation>最近标记之前</translation>
    </message>
    <message>
        <source>✓ %1 right  ✗ %2 wrong</source>
        <translation>✓ %1 对  ✗ %2 错</translation>
    </message>
    <message>
        <source>With 95 % certainty the share lies between the two numbers (Wilson&apos;s interval).</source>
        <translation>该比例有 95 % 的把握落在这两个数之间（Wilson 区间）。</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::RelinkDialog</name>
    <message>
        <source>Find missing scenes</source>
        <translation>查找缺失的影像</translation>
    </message>
    <message>
        <source>The files of these scenes are not where they were. Tiles, captions and search are kept. When a disk has another name now, or a folder was moved, say where its files lie: they are known again by their size, time and content, never by their names alone.</source>
        <translation>这些影像的文件不在原处。图块、描述和搜索都保留着。如果磁盘换了名称，或文件夹已移动，请指出文件现在的位置：程序按大小、时间和内容辨认文件，绝不只看名称。</translation>
    </message>
    <message>
        <source>Missing from</source>
        <translation>缺失于</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>找到</translation>
    </message>
    <message>
        <source>Missing scenes</source>
        <translation>缺失的影像</translation>
    </message>
    <message>
        <source>&amp;Now in</source>
        <translation>现位于(&amp;N)</translation>
    </message>
    <message>
        <source>Folder in which the files lie now</source>
        <translation>文件现在所在的文件夹</translation>
    </message>
    <message>
        <source>The folder that took its place, or any folder above the files</source>
        <translation>取代它的文件夹，或文件的任一上级文件夹</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>选择(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Look there</source>
        <translation>在那里查找(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Use the files found</source>
        <translation>使用找到的文件(&amp;U)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>found</source>
        <translation>已找到</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>不在那里</translation>
    </message>
    <message>
        <source>another file</source>
        <translation>是别的文件</translation>
    </message>
    <message>
        <source>in the archive already</source>
        <translation>已在档案中</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 幅</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for the files of all scenes…</source>
        <translation>正在查找所有影像的文件…</translation>
    </message>
    <message>
        <source>Comparing what lies there: %1 looked at…</source>
        <translation>正在比对那里的文件：已查看 %1 个…</translation>
    </message>
    <message>
        <source>The archive is being told…</source>
        <translation>正在更新档案…</translation>
    </message>
    <message>
        <source>No file is missing: every scene&apos;s file is where the archive expects it.</source>
        <translation>没有缺失的文件：每幅影像的文件都在档案记录的位置。</translation>
    </message>
    <message>
        <source>Wait until the index under way has ended, then use what was found.</source>
        <translation>请等正在进行的索引结束，再使用找到的文件。</translation>
    </message>
    <message>
        <source>The folder %1 does not exist.</source>
        <translation>文件夹 %1 不存在。</translation>
    </message>
    <message>
        <source>Choose a folder above, then where its files lie now.</source>
        <translation>请在上面选择一个文件夹，再选择其文件现在的位置。</translation>
    </message>
    <message>
        <source>None of the missing files lies there. Choose another folder.</source>
        <translation>那里没有缺失的文件。请选择别的文件夹。</translation>
    </message>
    <message numerus="yes">
        <source>%n scene(s) found again. Nothing has been changed yet; Undo takes it back.</source>
        <translation>
            <numerusform>重新找到 %n 幅影像。尚未作任何更改；之后可以撤销。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>缺 %n 幅</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ResultModel</name>
    <message>
        <source>Rank %1, score %2, better than %3 of the archive</source>
        <translation>第 %1 名，得分 %2，优于档案中的 %3</translation>
    </message>
    <message>
        <source>%1 on the ground</source>
        <translation>地面大小 %1</translation>
    </message>
    <message>
        <source>Words found: %1</source>
        <translation>找到的词：%1</translation>
    </message>
    <message>
        <source>Marked right</source>
        <translation>已标为对</translation>
    </message>
    <message>
        <source>Marked wrong</source>
        <translation>已标为错</translation>
    </message>
    <message numerus="yes">
        <source>%n caption(s)</source>
        <translation>
            <numerusform>%n 条描述</numerusform>
        </translation>
    </message>
    <message>
        <source>likely</source>
        <translation>很可能</translation>
    </message>
    <message>
        <source>possible</source>
        <translation>可能</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>%1 (caption)</source>
        <translation>%1（描述）</translation>
    </message>
    <message>
        <source>%1 (tag)</source>
        <translation>%1（标签）</translation>
    </message>
    <message>
        <source>%1 (scene name)</source>
        <translation>%1（影像名）</translation>
    </message>
    <message>
        <source>%1 (date)</source>
        <translation>%1（日期）</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between words of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 (folder)</source>
        <translation>%1（文件夹）</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ResultPage</name>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Embeddings and memory</source>
        <translation>嵌入与遗忘</translation>
    </message>
    <message>
        <source>Recall before and after</source>
        <translation>前后召回率</translation>
    </message>
    <message>
        <source>Mean recall of each class, before and after</source>
        <translation>各类别前后的平均召回率</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>图块</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Embeds the archive with this model beside the present one, then answers with it; search goes on meanwhile</source>
        <translation>在当前模型之外用此模型嵌入档案，然后用它作答；期间可继续搜索</translation>
    </message>
    <message>
        <source>Keep for later</source>
        <translation>留待以后</translation>
    </message>
    <message>
        <source>Leaves the archive as it is; the model stays in the list of models</source>
        <translation>档案保持不变；模型保留在模型列表中</translation>
    </message>
    <message>
        <source>Compare with earlier runs</source>
        <translation>与以前的运行比较</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>放弃…</translation>
    </message>
    <message>
        <source>Removes the run and its model</source>
        <translation>删除此运行及其模型</translation>
    </message>
    <message numerus="yes">
        <source>Got better (place among %n tile(s), before → after)</source>
        <translation>
            <numerusform>进步（在 %n 个图块中的名次，之前 → 之后）</numerusform>
        </translation>
    </message>
    <message>
        <source>Got worse</source>
        <translation>退步</translation>
    </message>
    <message>
        <source>Mean of the six</source>
        <translation>六项平均</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>without a class</source>
        <translation>无类别</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Your searches</source>
        <translation>您的搜索</translation>
    </message>
    <message>
        <source>Tile → its text among the first %1</source>
        <translation>图块 → 其文字在前 %1 名内</translation>
    </message>
    <message>
        <source>Text → its tile among the first %1</source>
        <translation>文字 → 其图块在前 %1 名内</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>%1 (%2 … %3)</source>
        <translation>%1（%2 … %3）</translation>
    </message>
    <message>
        <source>Tiles that classes and examples are of</source>
        <translation>类别和示例所属的图块</translation>
    </message>
    <message>
        <source>change (95 % interval)</source>
        <translation>变化（95 % 区间）</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ResultsHeader</name>
    <message>
        <source>score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>newest first</source>
        <translation>新的在前</translation>
    </message>
    <message>
        <source>oldest first</source>
        <translation>旧的在前</translation>
    </message>
    <message>
        <source>scene</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Order of the results</source>
        <translation>结果的顺序</translation>
    </message>
    <message>
        <source>Order of the results; by place they go from north to south</source>
        <translation>结果的顺序；按地点时由北到南</translation>
    </message>
    <message>
        <source>by scene</source>
        <translation>按影像分组</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>图片大小</translation>
    </message>
    <message>
        <source>Size of the pictures (Ctrl and mouse wheel)</source>
        <translation>图片大小（Ctrl 加鼠标滚轮）</translation>
    </message>
    <message>
        <source>%1 of %2 tiles pass</source>
        <translation>%2 个图块中 %1 个通过</translation>
    </message>
    <message>
        <source>The best %1 of %2 tiles</source>
        <translation>%2 个图块中最好的 %1 个</translation>
    </message>
    <message>
        <source>%1 in the archive</source>
        <translation>档案共 %1 个</translation>
    </message>
    <message>
        <source>Answered by %1 in %2 ms</source>
        <translation>由 %1 回答，用时 %2 毫秒</translation>
    </message>
    <message>
        <source>%1: %2 of %3 tiles</source>
        <translation>%1：%2 / %3 个图块</translation>
    </message>
    <message>
        <source>not grouped</source>
        <translation>不分组</translation>
    </message>
    <message>
        <source>by band</source>
        <translation>按等级</translation>
    </message>
    <message>
        <source>by place</source>
        <translation>按地点</translation>
    </message>
    <message>
        <source>by date</source>
        <translation>按日期</translation>
    </message>
    <message>
        <source>Grouping of the results</source>
        <translation>结果分组</translation>
    </message>
    <message>
        <source>Headings with counts; within a group the order goes on. By band keeps likely results in front of possible ones, by place puts the same ground on several dates together</source>
        <translation>带数量的分组标题，组内仍按所选顺序。按等级时“很可能”的结果排在“可能”之前，按地点时同一地面的不同日期排在一起</translation>
    </message>
    <message>
        <source>By score</source>
        <translation>按得分</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新在前</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>最早在前</translation>
    </message>
    <message>
        <source>By scene</source>
        <translation>按影像</translation>
    </message>
    <message>
        <source>From north to south</source>
        <translation>从北到南</translation>
    </message>
    <message>
        <source>Not grouped</source>
        <translation>不分组</translation>
    </message>
    <message>
        <source>By band</source>
        <translation>按等级</translation>
    </message>
    <message>
        <source>By place</source>
        <translation>按地点</translation>
    </message>
    <message>
        <source>By date</source>
        <translation>按日期</translation>
    </message>
    <message>
        <source>Headings with counts; within a group the order goes on</source>
        <translation>带数量的标题；组内仍按所选顺序</translation>
    </message>
    <message>
        <source>All %1 tiles</source>
        <translation>全部 %1 个图块</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ResultsView</name>
    <message>
        <source>Results, best first</source>
        <translation>结果，最佳在前</translation>
    </message>
    <message>
        <source>Opening the archive…</source>
        <translation>正在打开档案…</translation>
    </message>
    <message>
        <source>Open another archive…</source>
        <translation>打开其他档案…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The first tiles are being indexed</source>
        <translation>正在索引第一批图块</translation>
    </message>
    <message>
        <source>You can search as soon as some are ready; the line at the bottom tells how far it is.</source>
        <translation>有图块就绪后即可搜索；底部一行显示进度。</translation>
    </message>
    <message>
        <source>This archive has no tiles yet</source>
        <translation>此档案还没有图块</translation>
    </message>
    <message>
        <source>Add a folder of scenes, or drop folders and GeoTIFF files on this window.</source>
        <translation>请添加影像文件夹，或将文件夹和 GeoTIFF 文件拖到此窗口。</translation>
    </message>
    <message>
        <source>Add scenes…</source>
        <translation>添加影像…</translation>
    </message>
    <message>
        <source>Show them first</source>
        <translation>优先显示</translation>
    </message>
    <message>
        <source>Nothing is left to mark here</source>
        <translation>这里没有可标记的了</translation>
    </message>
    <message>
        <source>Look at the best ones, or draw another sample.</source>
        <translation>看看最佳结果，或重新抽样。</translation>
    </message>
    <message>
        <source>No tile passes the filters</source>
        <translation>没有图块通过筛选</translation>
    </message>
    <message>
        <source>Area, dates, scenes or collection leave nothing of the %1 tiles.</source>
        <translation>按范围、日期、影像或收藏集筛选后，%1 个图块一个不剩。</translation>
    </message>
    <message>
        <source>Remove the filters</source>
        <translation>移除筛选</translation>
    </message>
    <message>
        <source>0 of %1 tiles pass</source>
        <translation>%1 个图块中 0 个通过</translation>
    </message>
    <message>
        <source>No tile that passes the filters reaches the cut-off, which comes from how “%1” scores in the whole archive.</source>
        <translation>通过筛选的图块都没有达到截断线；截断线取决于“%1”在整个档案中的得分。</translation>
    </message>
    <message>
        <source>Show the best all the same</source>
        <translation>仍然显示最好的</translation>
    </message>
    <message>
        <source>No tile that passes the filters scores %1 or more.</source>
        <translation>通过筛选的图块得分都不到 %1。</translation>
    </message>
    <message numerus="yes">
        <source>%n tile(s) carry these words in captions, tags, scene name, folder or date.</source>
        <translation>
            <numerusform>有 %n 个图块的描述、标签、影像名称、文件夹或日期含有这些词。</numerusform>
        </translation>
    </message>
    <message>
        <source>Another model, or another version of it, made this archive’s embeddings</source>
        <translation>此档案的嵌入由另一个模型或其另一版本生成</translation>
    </message>
    <message>
        <source>To be searched with %1, its tiles are embedded anew. Captions, tags and saved searches stay.</source>
        <translation>要用 %1 搜索，需重新嵌入其图块。描述、标签和已保存的搜索会保留。</translation>
    </message>
    <message>
        <source>Embed anew</source>
        <translation>重新嵌入</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::RunJob</name>
    <message>
        <source>Fine-tune %1</source>
        <translation>微调 %1</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>measuring</source>
        <translation>正在评测</translation>
    </message>
    <message>
        <source>reading the tiles</source>
        <translation>正在读取图块</translation>
    </message>
    <message>
        <source>done; look at the result and decide whether to use it</source>
        <translation>完成；请查看结果并决定是否使用</translation>
    </message>
    <message>
        <source>Show the result</source>
        <translation>显示结果</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::RunPage</name>
    <message>
        <source>Point at a curve to read its values.</source>
        <translation>指向曲线可读取数值。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Mean recall on the validation tiles</source>
        <translation>验证图块上的平均召回率</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>遍</translation>
    </message>
    <message>
        <source>time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>pairs a second</source>
        <translation>每秒对数</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>gates (pictures, texts)</source>
        <translation>门控（图像，文字）</translation>
    </message>
    <message>
        <source>temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Where tiles stand among all validation tiles for one of their captions: before → now</source>
        <translation>按图块自己的一条描述搜索，它在全部验证图块中的名次：之前 → 现在</translation>
    </message>
    <message>
        <source>Stop and keep the best</source>
        <translation>停止并保留最佳</translation>
    </message>
    <message>
        <source>Ends the run with the best state so far, measures it and makes the model</source>
        <translation>以目前最好的状态结束，评测并生成模型</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>放弃…</translation>
    </message>
    <message>
        <source>Stops the run and removes it</source>
        <translation>停止并删除此运行</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>运行进度</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>还没有运行</translation>
    </message>
    <message>
        <source>Measuring the model as it is</source>
        <translation>正在评测原有模型</translation>
    </message>
    <message>
        <source>Opening the images</source>
        <translation>正在打开图像</translation>
    </message>
    <message>
        <source>Reading the captions</source>
        <translation>正在读取描述</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>正在训练</translation>
    </message>
    <message>
        <source>Saving its state…</source>
        <translation>正在保存状态…</translation>
    </message>
    <message>
        <source>Paused; everything is saved</source>
        <translation>已暂停；一切均已保存</translation>
    </message>
    <message>
        <source>Ending with the best state…</source>
        <translation>正在以最佳状态结束…</translation>
    </message>
    <message>
        <source>Removing the run…</source>
        <translation>正在删除运行…</translation>
    </message>
    <message>
        <source>Another program makes this run</source>
        <translation>此运行由另一个程序进行</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>The run failed; it can go on from its last saved state</source>
        <translation>运行失败；可从上次保存的状态继续</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on from the saved state</source>
        <translation>从保存的状态继续</translation>
    </message>
    <message>
        <source>Save the state and give the computer free; resume whenever you like</source>
        <translation>保存状态并释放计算机；随时可以继续</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>contrastive</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>triplet</source>
        <translation>三元组</translation>
    </message>
    <message>
        <source>early matching</source>
        <translation>早期匹配</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>mean recall</source>
        <translation>平均召回率</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::RunProcess</name>
    <message>
        <source>%1 could not be started: %2</source>
        <translation>无法启动 %1：%2</translation>
    </message>
    <message>
        <source>The training program was ended from outside, perhaps because memory ran out. %1</source>
        <translation>训练程序被外部终止，可能是内存不足。%1</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::RunsPage</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Last changed</source>
        <translation>上次更改</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Passes</source>
        <translation>遍数</translation>
    </message>
    <message>
        <source>Best mean recall</source>
        <translation>最佳平均召回率</translation>
    </message>
    <message>
        <source>Runs of this archive; ticked ones are drawn below</source>
        <translation>此档案的运行；勾选的会绘制在下方</translation>
    </message>
    <message>
        <source>Mean recall on the validation tiles</source>
        <translation>验证图块上的平均召回率</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>遍</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Removes the run and its model</source>
        <translation>删除此运行及其模型</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>还没有运行</translation>
    </message>
    <message>
        <source>Every fine-tuning of this archive will be listed here, with its curves and your notes.</source>
        <translation>此档案的每次微调都会列在这里，并附曲线和您的备注。</translation>
    </message>
    <message>
        <source>Show the result</source>
        <translation>显示结果</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Watch it</source>
        <translation>观看</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Go on with it…</source>
        <translation>继续…</translation>
    </message>
    <message>
        <source>Removes the run from the archive&apos;s record</source>
        <translation>从档案的记录中删除这次训练</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::SavedPanel</name>
    <message>
        <source>Saved searches and detectors</source>
        <translation>已保存的搜索和检测器</translation>
    </message>
    <message>
        <source>Save a search to ask it again with one click, or what your marks have taught as a detector.</source>
        <translation>保存一次搜索，以后一键重查；也可把标记教会的内容存为检测器。</translation>
    </message>
    <message>
        <source>Save this search…</source>
        <translation>保存此搜索…</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>搜索(&amp;S)</translation>
    </message>
    <message>
        <source>Show &amp;new hits</source>
        <translation>显示新结果(&amp;N)</translation>
    </message>
    <message>
        <source>New hits were s&amp;een</source>
        <translation>新结果已看过(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Count new hits after each index</source>
        <translation>每次索引后统计新结果(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Detector, taught with the model %1</source>
        <translation>检测器，用模型 %1 教成</translation>
    </message>
    <message>
        <source>Saved search</source>
        <translation>已保存的搜索</translation>
    </message>
    <message>
        <source>%1 new</source>
        <translation>%1 个新结果</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>名称：</translation>
    </message>
    <message>
        <source>Save this search</source>
        <translation>保存此搜索</translation>
    </message>
    <message>
        <source>Save as a detector</source>
        <translation>存为检测器</translation>
    </message>
    <message>
        <source>Searches and detectors</source>
        <translation>搜索与检测器</translation>
    </message>
    <message>
        <source>Sa&amp;ve this search…</source>
        <translation>保存此搜索(&amp;V)…</translation>
    </message>
    <message>
        <source>Gives the query a name, to ask it again with one click</source>
        <translation>给查询起名，以便一键重查</translation>
    </message>
    <message>
        <source>Save as a &amp;detector…</source>
        <translation>存为检测器(&amp;D)…</translation>
    </message>
    <message>
        <source>Keeps what the marks have taught, for new scenes too</source>
        <translation>保留标记教会的内容，也用于新影像</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>重命名(&amp;R)…</translation>
    </message>
    <message numerus="yes">
        <source>%n new hit(s) for “%1”</source>
        <translation>
            <numerusform>“%1”有 %n 个新结果</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new hit(s) for %1</source>
        <translation>
            <numerusform>%1 有 %n 个新结果</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>未统计</translation>
    </message>
    <message>
        <source>There is one named “%1” already.</source>
        <translation>已有名为“%1”的条目。</translation>
    </message>
    <message>
        <source>The name is in use</source>
        <translation>名称已被使用</translation>
    </message>
    <message>
        <source>There is a detector named “%1”.</source>
        <translation>已有名为“%1”的检测器。</translation>
    </message>
    <message>
        <source>There is a saved search named “%1”.</source>
        <translation>已有名为“%1”的已保存搜索。</translation>
    </message>
    <message>
        <source>&amp;Replace it</source>
        <translation>替换(&amp;R)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Searches and detectors (%1 new)</source>
        <translation>搜索与检测器（%1 个新结果）</translation>
    </message>
    <message>
        <source>Ask the search chosen in the list of the archive dock again (Enter there)</source>
        <translation>再次执行档案面板列表中选中的搜索（在列表中按 Enter）</translation>
    </message>
    <message>
        <source>Only likely hits in what came since they were last seen</source>
        <translation>只看上次查看之后新增图块中很可能的结果</translation>
    </message>
    <message>
        <source>Counts from here on: what is there now is no longer new</source>
        <translation>从现在开始计数：已有的不再算新结果</translation>
    </message>
    <message>
        <source>An alert: the list tells how many new hits the search has</source>
        <translation>提醒：列表会显示该搜索有多少新结果</translation>
    </message>
    <message>
        <source>Give the chosen search another name</source>
        <translation>给选中的搜索换一个名称</translation>
    </message>
    <message>
        <source>Delete the chosen search; Ctrl+Z brings it back</source>
        <translation>删除选中的搜索；Ctrl+Z 可恢复</translation>
    </message>
    <message>
        <source>No&amp;tes…</source>
        <translation>备注(&amp;T)…</translation>
    </message>
    <message>
        <source>Write down what to remember of the chosen search</source>
        <translation>为选中的搜索写备注</translation>
    </message>
    <message>
        <source>Changed on %1</source>
        <translation>更改于 %1</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>What to remember of “%1”:</source>
        <translation>“%1”的备注：</translation>
    </message>
    <message>
        <source>&amp;New version: %1</source>
        <translation>新版本(&amp;N)：%1</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ScatterView</name>
    <message numerus="yes">
        <source>%Ln tile(s)</source>
        <translation>
            <numerusform>%Ln 个图块</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::SceneCanvas</name>
    <message>
        <source>The tile in its scene</source>
        <translation>影像中的图块</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::SceneModel</name>
    <message>
        <source>indexed</source>
        <translation>已索引</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>未收录</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 像素</translation>
    </message>
    <message>
        <source>%1 m a pixel</source>
        <translation>每像素 %1 米</translation>
    </message>
    <message>
        <source>%1 tiles without data skipped</source>
        <translation>已跳过 %1 个无数据图块</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>图块</translation>
    </message>
    <message>
        <source>State: %1</source>
        <translation>状态：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n band(s)</source>
        <translation>
            <numerusform>%n 个波段</numerusform>
        </translation>
    </message>
    <message>
        <source>Sensor: %1</source>
        <translation>传感器：%1</translation>
    </message>
    <message>
        <source>Sensor</source>
        <translation>传感器</translation>
    </message>
    <message>
        <source>Taken: %1, as the file&apos;s name tells</source>
        <translation>拍摄：%1（依据文件名）</translation>
    </message>
    <message>
        <source>Taken: %1, as the file&apos;s metadata tell</source>
        <translation>拍摄：%1（依据文件的元数据）</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ScenesPanel</name>
    <message>
        <source>Scenes of the archive</source>
        <translation>档案中的影像</translation>
    </message>
    <message>
        <source>No archive is open</source>
        <translation>没有打开的档案</translation>
    </message>
    <message>
        <source>Its scenes will be listed here.</source>
        <translation>档案的影像将列在这里。</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>The archive could not be opened</source>
        <translation>无法打开档案</translation>
    </message>
    <message>
        <source>No scenes yet</source>
        <translation>还没有影像</translation>
    </message>
    <message>
        <source>Drop folders or GeoTIFF files here.</source>
        <translation>将文件夹或 GeoTIFF 文件拖到这里。</translation>
    </message>
    <message>
        <source>Find &amp;missing scenes…</source>
        <translation>查找缺失的影像(&amp;M)…</translation>
    </message>
    <message>
        <source>Say where scenes lie that were moved</source>
        <translation>指出已移动的影像现在的位置</translation>
    </message>
    <message>
        <source>&amp;Find its file…</source>
        <translation>查找其文件(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Look at it again</source>
        <translation>重新查看(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Copy the path</source>
        <translation>复制路径(&amp;C)</translation>
    </message>
    <message>
        <source>This scene cannot be reached now. Its tiles stay searchable; connect its disk to see it at full resolution. If it was moved, find its file by the menu here.</source>
        <translation>现在无法访问这幅影像。其图块仍可搜索；连接其磁盘即可查看全分辨率。如果文件已移动，请用此处的右键菜单查找。</translation>
    </message>
    <message>
        <source>&amp;Search only here</source>
        <translation>只在这里搜索(&amp;S)</translation>
    </message>
    <message>
        <source>Search only in the selected scenes</source>
        <translation>只在所选影像中搜索</translation>
    </message>
    <message>
        <source>Show on the &amp;map</source>
        <translation>在地图上显示(&amp;M)</translation>
    </message>
    <message>
        <source>Go to the selected scenes on the map</source>
        <translation>在地图上转到所选影像</translation>
    </message>
    <message>
        <source>Look for a scene whose file has moved</source>
        <translation>查找文件被移走的影像</translation>
    </message>
    <message>
        <source>Index this scene again when it has changed or is not finished</source>
        <translation>影像有变化或未完成时重新编入索引</translation>
    </message>
    <message>
        <source>Show in its f&amp;older</source>
        <translation>在文件夹中显示(&amp;O)</translation>
    </message>
    <message>
        <source>Open the folder of the scene&apos;s file in the file manager</source>
        <translation>在文件管理器中打开影像文件所在的文件夹</translation>
    </message>
    <message>
        <source>Copy the path of the scene&apos;s file</source>
        <translation>复制影像文件的路径</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::ScoreHistogram</name>
    <message>
        <source>Scores of all tiles, with the cut-off</source>
        <translation>全部图块的得分与截断线</translation>
    </message>
    <message>
        <source>%1 tiles remain</source>
        <translation>剩余 %1 个图块</translation>
    </message>
    <message>
        <source>Score %1: %2 · %3 tiles at or above it
The bands come from this query&apos;s scores over the whole archive: above “likely” at most a tenth is expected to be noise, above “possible” half.
Drag to cut.</source>
        <translation>得分 %1：%2 · 不低于它的图块 %3 个
分段来自本次查询在整个档案中的得分：“很可能”以上预计至多一成是噪声，“可能”以上至多一半。
拖动即可截断。</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::SelectionChip</name>
    <message>
        <source>Clear the selection</source>
        <translation>清除选择</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>已选 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tile(s) selected; clear the selection</source>
        <translation>
            <numerusform>已选择 %n 个图块；清除选择</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tilescout::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>配色(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>设备(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Precision</source>
        <translation>精度(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Threads</source>
        <translation>线程(&amp;T)</translation>
    </message>
    <message>
        <source>Picture cac&amp;he</source>
        <translation>图片缓存(&amp;H)</translation>
    </message>
    <message>
        <source>Folder of new &amp;archives</source>
        <translation>新档案的文件夹(&amp;A)</translation>
    </message>
    <message>
        <source>as many as there are</source>
        <translation>全部可用</translation>
    </message>
    <message>
        <source>Processor threads that the model computes with</source>
        <translation>模型计算所用的处理器线程数</translation>
    </message>
    <message>
        <source> MiB an archive</source>
        <translation> MiB／档案</translation>
    </message>
    <message>
        <source>When an archive&apos;s small pictures take more than this, the oldest are removed; they are drawn again when they are needed</source>
        <translation>当一个档案的小图超过此大小时，将移除最旧的；需要时会重新绘制</translation>
    </message>
    <message>
        <source>Where an archive is made when scenes are added and none is open</source>
        <translation>未打开档案而添加影像时，新档案的存放位置</translation>
    </message>
    <message>
        <source>Where models compute. Diagnostics says what was found and why a GPU is not used.</source>
        <translation>模型在何处计算。“诊断”会说明找到了什么，以及为何不使用 GPU。</translation>
    </message>
    <message>
        <source>Half precision is faster where the device computes it; results differ in the third digit</source>
        <translation>在设备支持时，半精度更快；结果在第三位小数上有差异</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation>打开数据文件夹</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Every change takes effect at once and is kept.</source>
        <translation>每项更改立即生效并保存。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>处理器（CPU）</translation>
    </message>
    <message>
        <source>GPU %1</source>
        <translation>显卡 %1</translation>
    </message>
    <message>
        <source>32 bit (fp32)</source>
        <translation>32 位（fp32）</translation>
    </message>
    <message>
        <source>16 bit (bf16)</source>
        <translation>16 位（bf16）</translation>
    </message>
    <message>
        <source>16 bit (fp16, GPU only)</source>
        <translation>16 位（fp16，仅显卡）</translation>
    </message>
    <message>
        <source>Folder of new archives</source>
        <translation>新档案的文件夹</translation>
    </message>
    <message>
        <source>Copy of la&amp;bels</source>
        <translation>标注副本(&amp;B)</translation>
    </message>
    <message>
        <source> min after a change</source>
        <translation> 分钟（更改后）</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>The labels are also written beside the archive, as a table that any program reads</source>
        <translation>标注还会写在档案旁边，存成任何程序都能读的表格</translation>
    </message>
    <message>
        <source>&amp;Embedding plot</source>
        <translation>嵌入图(&amp;E)</translation>
    </message>
    <message>
        <source>What draws the points of the embedding plot; automatic takes the graphics card where there is one</source>
        <translation>由什么绘制嵌入图中的点；“自动”在有显卡时使用显卡</translation>
    </message>
    <message>
        <source>Graphics card (OpenGL)</source>
        <translation>显卡 (OpenGL)</translation>
    </message>
    <message>
        <source>Pictures lie &amp;in</source>
        <translation>图片位置(&amp;I)</translation>
    </message>
    <message>
        <source>Draw small pictures &amp;while indexing</source>
        <translation>建立索引时绘制小图片(&amp;W)</translation>
    </message>
    <message>
        <source>Results then show their pictures at once, also where a scene&apos;s disk is not connected</source>
        <translation>这样结果会立即显示图片，即使影像所在磁盘未连接</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::SimilarityChart</name>
    <message>
        <source>Half of all pairs lie between %1 and %2.</source>
        <translation>半数图块对的相似度介于 %1 和 %2 之间。</translation>
    </message>
    <message>
        <source>How alike two tiles at random are</source>
        <translation>任意两个图块的相似程度</translation>
    </message>
    <message>
        <source>Before: %1 After: %2</source>
        <translation>之前：%1 之后：%2</translation>
    </message>
    <message>
        <source>Cosine %1</source>
        <translation>余弦 %1</translation>
    </message>
    <message>
        <source>%1 % of all pairs</source>
        <translation>占全部图块对的 %1 %</translation>
    </message>
    <message>
        <source>Before: %1 % of all pairs</source>
        <translation>之前：占全部图块对的 %1 %</translation>
    </message>
    <message>
        <source>After: %1 % of all pairs</source>
        <translation>之后：占全部图块对的 %1 %</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::SpaceJob</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>reading embeddings: %1</source>
        <translation>读取嵌入：%1</translation>
    </message>
    <message>
        <source>finding neighbours: %1</source>
        <translation>查找近邻：%1</translation>
    </message>
    <message>
        <source>placing tiles: %1</source>
        <translation>放置图块：%1</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::StatePage</name>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the details for a report</source>
        <translation>复制详细信息以便报告</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::StatusFields</name>
    <message>
        <source>The model that answers: what it is, and what it does not know</source>
        <translation>作答的模型：它是什么，不了解什么</translation>
    </message>
    <message>
        <source>Where the model computes, and with which numbers</source>
        <translation>模型在何处、以何种精度计算</translation>
    </message>
    <message numerus="yes">
        <source>%n tile(s)</source>
        <translation>
            <numerusform>%n 个图块</numerusform>
        </translation>
    </message>
    <message>
        <source>index as of %1</source>
        <translation>索引截至 %1</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::StepBar</name>
    <message>
        <source>%1, step %2 of %3, shown now</source>
        <translation>%1，第 %2 步，共 %3 步，当前显示</translation>
    </message>
    <message>
        <source>%1, step %2 of %3</source>
        <translation>%1，第 %2 步，共 %3 步</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::TextLayer</name>
    <message>
        <source>The tiles of this layout have no captions yet.</source>
        <translation>此排布的图块还没有描述。</translation>
    </message>
    <message>
        <source>The query</source>
        <translation>查询</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::TileNotes</name>
    <message>
        <source>Captions and tags</source>
        <translation>描述与标签</translation>
    </message>
    <message>
        <source>Add a caption</source>
        <translation>添加描述</translation>
    </message>
    <message>
        <source>New caption of this tile</source>
        <translation>此图块的新描述</translation>
    </message>
    <message>
        <source>Enter adds it to this tile alone; Ctrl+Z takes it back</source>
        <translation>按 Enter 只添加到此图块；Ctrl+Z 可撤销</translation>
    </message>
    <message>
        <source>Texts that fit</source>
        <translation>相符的文字</translation>
    </message>
    <message>
        <source>Texts that fit the tile, with their scores</source>
        <translation>与图块相符的文字及其得分</translation>
    </message>
    <message>
        <source>As the model sees it: usual classes and the archive&apos;s captions. Enter or a double click searches for one.</source>
        <translation>由模型判断：常见类别和档案中的描述。按 Enter 或双击可搜索该文字。</translation>
    </message>
    <message>
        <source>The same place on other dates</source>
        <translation>同一地点的其他日期</translation>
    </message>
    <message>
        <source>Tags: %1</source>
        <translation>标签：%1</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>还没有</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::TimeCanvas</name>
    <message>
        <source>The same place on several dates</source>
        <translation>同一地点的多个日期</translation>
    </message>
    <message>
        <source>The scene cannot be reached now</source>
        <translation>现在无法访问该影像</translation>
    </message>
    <message>
        <source>No data here</source>
        <translation>此处无数据</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>无日期</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::TimePanel</name>
    <message>
        <source>Side by side</source>
        <translation>并排</translation>
    </message>
    <message>
        <source>All dates beside each other, at one scale</source>
        <translation>所有日期并排显示，比例相同</translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>滑动对比</translation>
    </message>
    <message>
        <source>Two dates over each other; drag the line, or move it with Left and Right</source>
        <translation>两个日期叠放；拖动分界线，或用左右键移动</translation>
    </message>
    <message>
        <source>Scene at the left</source>
        <translation>左侧影像</translation>
    </message>
    <message>
        <source>Scene at the right</source>
        <translation>右侧影像</translation>
    </message>
    <message>
        <source>Same stretch</source>
        <translation>相同拉伸</translation>
    </message>
    <message>
        <source>Show all dates with the first one&apos;s bands and stretch, so that the same value looks the same</source>
        <translation>所有日期使用第一个的波段和拉伸，使相同的值看起来相同</translation>
    </message>
    <message>
        <source>No other scene of this archive shows this place.</source>
        <translation>此档案中没有其他影像包含此地点。</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>闪烁</translation>
    </message>
    <message>
        <source>Two dates in turn at the same place, so that what changed blinks; Space stops and goes on, Left and Right turn</source>
        <translation>同一地点的两个日期轮流显示，变化之处会闪烁；空格键暂停和继续，左右方向键手动切换</translation>
    </message>
    <message>
        <source>Stop blinking</source>
        <translation>停止闪烁</translation>
    </message>
    <message>
        <source>Blink by itself</source>
        <translation>自动闪烁</translation>
    </message>
    <message>
        <source>Stop blinking (Space)</source>
        <translation>停止闪烁（空格）</translation>
    </message>
    <message>
        <source>Blink by itself (Space)</source>
        <translation>自动闪烁（空格）</translation>
    </message>
    <message>
        <source>The first %1 of %2 dates; swipe and blink reach all.</source>
        <translation>显示 %2 个日期中的前 %1 个；滑动和闪烁可到达全部。</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::TuningPlan</name>
    <message>
        <source>The trial ended without a figure.</source>
        <translation>试运行结束，没有给出数值。</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::WelcomePage</name>
    <message>
        <source>Find things in satellite images by describing them</source>
        <translation>用文字描述，在卫星影像中找到它</translation>
    </message>
    <message>
        <source>Type what you are looking for, for example “a harbour with ships”. Tilescout compares your words with every part of every scene, on this computer alone.</source>
        <translation>输入您要找的内容，例如 “a harbour with ships”（停有船只的港口）。Tilescout 将您的描述与每幅影像的每一部分比较，一切只在本机完成。</translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation>打开演示</translation>
    </message>
    <message>
        <source>Paints a few scenes, indexes them, and lets you search at once</source>
        <translation>绘制几幅影像并建立索引，随即可以搜索</translation>
    </message>
    <message>
        <source>Add your scenes</source>
        <translation>添加您的影像</translation>
    </message>
    <message>
        <source>Choose a folder of GeoTIFF files, or drop it anywhere on this window</source>
        <translation>选择 GeoTIFF 文件夹，或将其拖到此窗口的任意位置</translation>
    </message>
    <message>
        <source>Open an archive</source>
        <translation>打开档案</translation>
    </message>
    <message>
        <source>A .tilescout file that was made before</source>
        <translation>以前建立的 .tilescout 文件</translation>
    </message>
    <message>
        <source>Opened lately</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Have CLIP, RemoteCLIP, GeoRSCLIP or HarMA weights? Drop the file here to use them instead of the small model that comes with Tilescout.</source>
        <translation>有 CLIP、RemoteCLIP、GeoRSCLIP 或 HarMA 权重？把文件拖到这里，用来代替 Tilescout 自带的小模型。</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>Choose a model file or folder, or load one from the network</source>
        <translation>选择模型文件或文件夹，或从网络下载</translation>
    </message>
    <message>
        <source>Painting the scenes: %1 %</source>
        <translation>正在绘制影像：%1 %</translation>
    </message>
    <message>
        <source>its disk is not connected</source>
        <translation>其磁盘未连接</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::WindowActions</name>
    <message>
        <source>&amp;New archive…</source>
        <translation>新建档案(&amp;N)…</translation>
    </message>
    <message>
        <source>Make an empty archive file</source>
        <translation>建立空档案文件</translation>
    </message>
    <message>
        <source>&amp;Open archive…</source>
        <translation>打开档案(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a .tilescout file</source>
        <translation>打开 .tilescout 文件</translation>
    </message>
    <message>
        <source>Add &amp;folder…</source>
        <translation>添加文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>Index all scenes of a folder</source>
        <translation>索引文件夹中的全部影像</translation>
    </message>
    <message>
        <source>Add &amp;scenes…</source>
        <translation>添加影像(&amp;S)…</translation>
    </message>
    <message>
        <source>Index chosen GeoTIFF files</source>
        <translation>索引所选的 GeoTIFF 文件</translation>
    </message>
    <message>
        <source>&amp;Update the index</source>
        <translation>更新索引(&amp;U)</translation>
    </message>
    <message>
        <source>Look at every scene again and index what is new, changed or unfinished</source>
        <translation>重新检查每幅影像，索引新的、改变的或未完成的部分</translation>
    </message>
    <message>
        <source>Open the &amp;demo</source>
        <translation>打开演示(&amp;D)</translation>
    </message>
    <message>
        <source>Paint demo scenes when needed, and open them</source>
        <translation>需要时绘制演示影像并打开</translation>
    </message>
    <message>
        <source>&amp;Close archive</source>
        <translation>关闭档案(&amp;C)</translation>
    </message>
    <message>
        <source>Close the archive; everything is saved already</source>
        <translation>关闭档案；一切均已保存</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Close Tilescout; a running index goes on the next time</source>
        <translation>关闭 Tilescout；进行中的索引下次继续</translation>
    </message>
    <message>
        <source>&amp;Search text</source>
        <translation>搜索文字(&amp;S)</translation>
    </message>
    <message>
        <source>Go to the search line</source>
        <translation>转到搜索框</translation>
    </message>
    <message>
        <source>&amp;Results</source>
        <translation>结果(&amp;R)</translation>
    </message>
    <message>
        <source>Go to the results</source>
        <translation>转到结果</translation>
    </message>
    <message>
        <source>Show &amp;large</source>
        <translation>放大显示(&amp;L)</translation>
    </message>
    <message>
        <source>Show the current result large</source>
        <translation>放大显示当前结果</translation>
    </message>
    <message>
        <source>&amp;Back one step</source>
        <translation>后退一步(&amp;B)</translation>
    </message>
    <message>
        <source>Close the large view, clear the selection, then the text</source>
        <translation>依次关闭放大视图、清除选择、清除文字</translation>
    </message>
    <message>
        <source>&amp;Larger pictures</source>
        <translation>增大图片(&amp;L)</translation>
    </message>
    <message>
        <source>Show the results larger</source>
        <translation>以更大的图片显示结果</translation>
    </message>
    <message>
        <source>&amp;Smaller pictures</source>
        <translation>缩小图片(&amp;S)</translation>
    </message>
    <message>
        <source>Show the results smaller</source>
        <translation>以更小的图片显示结果</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>使用整个屏幕</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Model…</source>
        <translation>模型(&amp;M)…</translation>
    </message>
    <message>
        <source>What the model is, and what it does not know</source>
        <translation>模型是什么，不了解什么</translation>
    </message>
    <message>
        <source>&amp;About Tilescout</source>
        <translation>关于 Tilescout(&amp;A)</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>版本和许可</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>Light or dark as the system is</source>
        <translation>随系统使用浅色或深色</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>浅色界面</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>深色界面</translation>
    </message>
    <message>
        <source>The system&apos;s language</source>
        <translation>系统语言</translation>
    </message>
    <message>
        <source>&amp;Archive</source>
        <translation>档案(&amp;A)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>搜索(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>颜色(&amp;C)</translation>
    </message>
    <message>
        <source>La&amp;nguage</source>
        <translation>语言(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>No archives yet</source>
        <translation>还没有档案</translation>
    </message>
    <message>
        <source>&amp;Clear the selection</source>
        <translation>清除选择(&amp;C)</translation>
    </message>
    <message>
        <source>Select nothing, in all views</source>
        <translation>在所有视图中取消选择</translation>
    </message>
    <message>
        <source>&amp;Import a model…</source>
        <translation>导入模型(&amp;I)…</translation>
    </message>
    <message>
        <source>Take in weights: safetensors, a checkpoint, or a folder of Hugging Face</source>
        <translation>读入权重：safetensors、检查点或 Hugging Face 文件夹</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Label</source>
        <translation>标注(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>Co&amp;mmands…</source>
        <translation>命令(&amp;M)…</translation>
    </message>
    <message>
        <source>Find and do anything by a few letters of its name</source>
        <translation>输入名称中的几个字符，即可找到并执行任何操作</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>设置(&amp;T)…</translation>
    </message>
    <message>
        <source>Language, colours, device, threads, folders</source>
        <translation>语言、配色、设备、线程、文件夹</translation>
    </message>
    <message>
        <source>List all keys, and change them</source>
        <translation>列出所有按键，并可更改</translation>
    </message>
    <message>
        <source>&amp;Diagnostics…</source>
        <translation>诊断(&amp;D)…</translation>
    </message>
    <message>
        <source>Versions, devices and the log, to copy for a report</source>
        <translation>版本、设备和日志，可复制用于报告</translation>
    </message>
    <message>
        <source>%1 (its disk is not connected)</source>
        <translation>%1（磁盘未连接）</translation>
    </message>
    <message>
        <source>Show this part of the window, or hide it</source>
        <translation>显示或隐藏窗口的这一部分</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Area of the search</source>
        <translation>搜索区域</translation>
    </message>
    <message>
        <source>Learning from marks</source>
        <translation>从标记学习</translation>
    </message>
    <message>
        <source>Saved search</source>
        <translation>已保存的搜索</translation>
    </message>
    <message>
        <source>Sort results</source>
        <translation>结果排序</translation>
    </message>
    <message>
        <source>Group results</source>
        <translation>结果分组</translation>
    </message>
    <message>
        <source>Large view</source>
        <translation>大图</translation>
    </message>
    <message>
        <source>Map tools</source>
        <translation>地图工具</translation>
    </message>
    <message>
        <source>Tools of the embedding</source>
        <translation>嵌入页工具</translation>
    </message>
    <message>
        <source>Quick tags</source>
        <translation>快捷标签</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>收藏集</translation>
    </message>
</context>
<context>
    <name>tilescout::ui::WindowDialogs</name>
    <message>
        <source>About Tilescout</source>
        <translation>关于 Tilescout</translation>
    </message>
    <message>
        <source>Tilescout %1
Searches satellite archives by text, on this computer alone.</source>
        <translation>Tilescout %1
用文字搜索卫星影像档案，一切只在本机完成。</translation>
    </message>
</context>
</TS>
