#pragma once

namespace tilescout::exchange {

/// Head, style and script of the stand-alone page. The data stand between the two parts as JSON in a script element
/// that is never run; the script puts every text from it into the page as text, never as HTML.
inline constexpr const char* kPageHead = R"html(<!DOCTYPE html>
<html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width,initial-scale=1">
<style>
:root{color-scheme:light dark;--bg:#fff;--panel:#f6f7f8;--ink:#1b1f23;--soft:#5a6470;--line:#d5dadf;--accent:#0b6bcb}
@media(prefers-color-scheme:dark){:root{--bg:#16191d;--panel:#1e2227;--ink:#e6e9ec;--soft:#9aa4af;--line:#343a41;--accent:#4ea1f3}}
*{box-sizing:border-box}body{margin:0;height:100vh;display:flex;flex-direction:column;font:13px system-ui,sans-serif;color:var(--ink);background:var(--bg)}
header{display:flex;gap:12px;align-items:center;padding:8px 16px;border-bottom:1px solid var(--line);background:var(--panel);flex-wrap:wrap}
h1{font-size:16px;margin:0;flex:1}main{flex:1;display:flex;min-height:0}
#plot{position:relative;flex:1;min-width:0}canvas{position:absolute;inset:0;width:100%;height:100%;cursor:grab}canvas:focus{outline:2px solid var(--accent);outline-offset:-2px}
aside{width:250px;overflow:auto;border-left:1px solid var(--line);padding:8px;background:var(--panel)}
aside label{display:flex;gap:6px;align-items:center;padding:2px;overflow-wrap:anywhere}aside canvas{position:static;flex:none;width:14px;height:14px;cursor:auto}
aside b{margin-left:auto;font-weight:normal;color:var(--soft)}
#tip{position:absolute;display:none;pointer-events:none;background:var(--panel);border:1px solid var(--line);border-radius:4px;padding:8px;max-width:260px;overflow-wrap:anywhere}
#tip div.p{width:96px;height:96px;margin-bottom:4px}footer{padding:4px 16px;color:var(--soft);border-top:1px solid var(--line);font-size:11px}
table{border-collapse:collapse;margin:4px 0}td,th{text-align:left;padding:2px 8px;border-bottom:1px solid var(--line)}details{padding:4px 16px;max-height:40vh;overflow:auto}
</style></head><body>
<header><h1></h1><label><span id="by"></span> <select id="colour"></select></label><button id="fit"></button></header>
<main><div id="plot"><canvas tabindex="0" role="img"></canvas><div id="tip"></div></div><aside></aside></main>
<details><summary></summary><table></table></details><footer></footer>
<script type="application/json" id="data">)html";

inline constexpr const char* kPageTail = R"html(</script>
<script>
"use strict";
const D=JSON.parse(document.getElementById("data").textContent),W=D.words,$=s=>document.querySelector(s);
const bytes=t=>Uint8Array.from(atob(t),c=>c.charCodeAt(0)).buffer;
const xy=new Float32Array(bytes(D.xy)),cluster=new Int32Array(bytes(D.cluster)),scene=new Int32Array(bytes(D.scene)),tile=new Float64Array(bytes(D.tile));
const T=D.texts,n=tile.length,sprite=new Map(D.thumbs.map((row,i)=>[row,i])),sheet=new Image();
let ready=false;sheet.onload=()=>{ready=true;draw()};if(D.sheet)sheet.src=D.sheet;
const dark=matchMedia("(prefers-color-scheme: dark)");
// A style names a colour of the palette, which is another one on a dark ground; categories have shapes from the eighth on.
const none={k:"none"},category=i=>({k:"categories",i:i%7,shape:Math.floor(i/7)%6}),ordered=v=>({k:"ordered",i:Math.round(16*v)});
const seen=e=>{const p=D.palette[dark.matches?"dark":"light"][e.style.k];return e.style.i===undefined?p:p[e.style.i]};
const corners=[null,[0,-1.33,1.154,.67,-1.154,.67],[-.34,-1.25,.34,-1.25,.34,-.34,1.25,-.34,1.25,.34,.34,.34,.34,1.25,-.34,1.25,-.34,.34,-1.25,.34,-1.25,-.34,-.34,-.34],
  [-.89,-.89,.89,-.89,.89,.89,-.89,.89],[0,-1.3,1.3,0,0,1.3,-1.3,0],[0,1.33,1.154,-.67,-1.154,-.67]];
function mark(g,shape,x,y,r){
  const c=corners[shape||0];if(!c){g.moveTo(x+r,y);g.arc(x,y,r,0,7);return}
  g.moveTo(x+c[0]*r,y+c[1]*r);for(let k=2;k<c.length;k+=2)g.lineTo(x+c[k]*r,y+c[k+1]*r);g.closePath();
}
const dates=[...new Set(D.scenes.map(s=>s.date).filter(Boolean))].sort();
function colouring(by){
  const e=[],of=new Int32Array(n);
  const add=(label,style)=>e.push({label,style,count:0,shown:true})-1;
  if(by==="cluster"){
    const at=new Map();D.clusters.forEach(c=>at.set(c.id,add(c.name,category(c.colour))));const no=add(W.noCluster,none);
    for(let i=0;i<n;i++)of[i]=at.has(cluster[i])?at.get(cluster[i]):no;
  }else if(by==="scene"){
    D.scenes.forEach((s,i)=>add(s.name,category(i)));const no=add("–",none);
    for(let i=0;i<n;i++)of[i]=scene[i]<0?no:scene[i];
  }else{
    dates.forEach((d,i)=>add(d,ordered(dates.length>1?i/(dates.length-1):.5)));const no=add(W.noDate,none);
    for(let i=0;i<n;i++){const d=scene[i]<0?"":D.scenes[scene[i]].date;of[i]=d?dates.indexOf(d):no}
  }
  for(let i=0;i<n;i++)e[of[i]].count++;
  return{e,of,labels:by==="cluster"};
}
let C=colouring("cluster"),cx=0,cy=0,scale=1,fitted=1,hover=-1,moved=false;
const canvas=$("#plot canvas"),g=canvas.getContext("2d"),tip=$("#tip");
let w=0,h=0,cells=new Map(),side=1,minx=0,miny=0;
const at=(x,y)=>[w/2+(x-cx)*scale,h/2-(y-cy)*scale],put=i=>at(xy[2*i],xy[2*i+1]);
let texts=true;
const nearText=(px,py)=>texts?T.findIndex(t=>{const[x,y]=at(t.x,t.y);return Math.abs(x-px)+Math.abs(y-py)<8}):-1;
function index(){
  let maxx=-1e30,maxy=-1e30;minx=miny=1e30;
  for(let i=0;i<n;i++){minx=Math.min(minx,xy[2*i]);maxx=Math.max(maxx,xy[2*i]);miny=Math.min(miny,xy[2*i+1]);maxy=Math.max(maxy,xy[2*i+1])}
  for(const t of T){minx=Math.min(minx,t.x);maxx=Math.max(maxx,t.x);miny=Math.min(miny,t.y);maxy=Math.max(maxy,t.y)}
  side=Math.max(maxx-minx,maxy-miny,1e-3)/128;
  for(let i=0;i<n;i++){const k=Math.floor((xy[2*i]-minx)/side)+1e4*Math.floor((xy[2*i+1]-miny)/side);if(!cells.has(k))cells.set(k,[]);cells.get(k).push(i)}
  return[minx,miny,maxx,maxy];
}
const box=n?index():[0,0,1,1];
function fit(){
  moved=false;cx=(box[0]+box[2])/2;cy=(box[1]+box[3])/2;
  scale=fitted=Math.min(w*.9/Math.max(1e-3,box[2]-box[0]),h*.9/Math.max(1e-3,box[3]-box[1]));draw();
}
function near(px,py,reach){
  const x=cx+(px-w/2)/scale,y=cy-(py-h/2)/scale,r=reach/scale,steps=Math.min(200,Math.ceil(r/side));
  const col=Math.floor((x-minx)/side),row=Math.floor((y-miny)/side);let best=-1,least=r*r;
  for(let a=-steps;a<=steps;a++)for(let b=-steps;b<=steps;b++)for(const i of cells.get(col+a+1e4*(row+b))||[]){
    if(!C.e[C.of[i]].shown)continue;const d=(xy[2*i]-x)**2+(xy[2*i+1]-y)**2;if(d<=least){least=d;best=i}}
  return best;
}
function anchors(){
  const best=C.e.map(()=>null);
  for(const list of cells.values()){
    const c=new Map();for(const i of list)c.set(C.of[i],(c.get(C.of[i])||0)+1);
    for(const[e,k]of c)if(!best[e]||k>best[e][0])best[e]=[k,list.find(i=>C.of[i]===e)];
  }
  return best;
}
let anchor=anchors(),queued=false;
function draw(){if(!queued){queued=true;requestAnimationFrame(paint)}}
function picture(i,x,y,s){
  const k=sprite.get(i);if(k===undefined||!ready)return false;
  g.drawImage(sheet,k%D.columns*D.cell,Math.floor(k/D.columns)*D.cell,D.cell,D.cell,x,y,s,s);return true;
}
function paint(){
  queued=false;const style=getComputedStyle(document.documentElement),ratio=devicePixelRatio||1;
  g.setTransform(ratio,0,0,ratio,0,0);g.fillStyle=style.getPropertyValue("--bg");g.fillRect(0,0,w,h);
  const r=Math.max(.6,Math.min(7,170/Math.sqrt(1+n)*Math.pow(Math.max(.2,scale/fitted),.45))),groups=C.e.map(()=>[]);
  for(let i=0;i<n;i++){const e=C.of[i];if(!C.e[e].shown)continue;const[x,y]=put(i);if(x>-9&&y>-9&&x<w+9&&y<h+9)groups[e].push(x,y)}
  g.globalAlpha=r<2?.65:.92;
  groups.forEach((p,e)=>{g.fillStyle=seen(C.e[e]);if(r<1.2){for(let k=0;k<p.length;k+=2)g.fillRect(p[k]-r,p[k+1]-r,2*r,2*r);return}
    g.beginPath();for(let k=0;k<p.length;k+=2)mark(g,r<2?0:C.e[e].style.shape,p[k],p[k+1],r);g.fill()});
  g.globalAlpha=1;
  const taken=[];
  if(ready&&scale>fitted*1.5)for(const i of sprite.keys()){
    if(!C.e[C.of[i]].shown)continue;const[x,y]=put(i);if(x<0||y<0||x>w||y>h||taken.some(t=>Math.abs(t[0]-x)<52&&Math.abs(t[1]-y)<52))continue;
    taken.push([x,y]);picture(i,x-24,y-24,48);g.strokeStyle=seen(C.e[C.of[i]]);g.lineWidth=2;g.strokeRect(x-24,y-24,48,48);if(taken.length>120)break}
  if(texts){g.fillStyle=style.getPropertyValue("--ink");g.strokeStyle=style.getPropertyValue("--bg");g.lineWidth=1;
    for(const t of T){const[x,y]=at(t.x,t.y);if(x<-9||y<-9||x>w+9||y>h+9)continue;g.beginPath();mark(g,4,x,y,3.8);g.fill();g.stroke()}}
  if(C.labels){
    g.font="bold 12px system-ui,sans-serif";g.lineJoin="round";g.strokeStyle=style.getPropertyValue("--bg");g.fillStyle=style.getPropertyValue("--ink");g.lineWidth=4;const boxes=[];
    C.e.forEach((e,k)=>{if(!e.shown||!e.count||!anchor[k]||k===C.e.length-1)return;const[x,y]=put(anchor[k][1]),half=g.measureText(e.label).width/2;
      if(x<0||y<0||x>w||y>h||boxes.some(b=>Math.abs(b[0]-x)<b[2]+half+6&&Math.abs(b[1]-y)<16))return;
      boxes.push([x,y,half]);g.strokeText(e.label,x-half,y+4);g.fillText(e.label,x-half,y+4)});
  }
  if(hover>=0){const[x,y]=put(hover);g.strokeStyle=style.getPropertyValue("--accent");g.lineWidth=2;g.beginPath();g.arc(x,y,8,0,7);g.stroke()}
}
function line(text){const d=document.createElement("div");d.textContent=text;return d}
function place(px,py){
  tip.style.display="block";
  tip.style.left=Math.min(px+14,w-tip.offsetWidth-4)+"px";tip.style.top=Math.max(0,Math.min(py+14,h-tip.offsetHeight-4))+"px";draw();
}
function show(i,px,py){
  const t=px===undefined?-1:nearText(px,py);
  if(t>=0){hover=-1;tip.replaceChildren(line(T[t].t));return place(px,py)}
  hover=i;if(i<0){tip.style.display="none";return draw()}
  tip.replaceChildren();const k=sprite.get(i);
  if(k!==undefined&&D.sheet){const p=line("");p.className="p";const s=96/D.cell;p.style.cssText=`background:url(${D.sheet}) -${k%D.columns*96}px -${Math.floor(k/D.columns)*96}px/${D.columns*96}px auto`;tip.append(p)}
  const c=D.clusters.find(c=>c.id===cluster[i]);if(c)tip.append(line(c.name));
  if(scene[i]>=0){tip.append(line(D.scenes[scene[i]].name));if(D.scenes[scene[i]].date)tip.append(line(D.scenes[scene[i]].date))}
  tip.append(line("# "+tile[i]));place(px,py);
}
function legend(){
  const aside=$("aside");aside.replaceChildren();
  const add=(label,count,shape,fill,shown,change)=>{const l=document.createElement("label"),c=document.createElement("input"),i=document.createElement("canvas"),s=document.createElement("span"),b=document.createElement("b");
    c.type="checkbox";c.checked=shown;c.onchange=()=>{change(c.checked);draw()};i.width=i.height=28;const p=i.getContext("2d");p.fillStyle=fill;p.beginPath();mark(p,shape,14,14,shape?10:11);p.fill();s.textContent=label;b.textContent=count.toLocaleString();l.append(c,i,s,b);aside.append(l)};
  C.e.forEach(e=>{if(e.count)add(e.label,e.count,e.style.shape,seen(e),e.shown,on=>e.shown=on)});
  if(T.length)add(W.texts,T.length,4,getComputedStyle(document.documentElement).getPropertyValue("--ink"),texts,on=>texts=on);
}
function zoom(f,px,py){
  moved=true;
  const x=cx+(px-w/2)/scale,y=cy-(py-h/2)/scale;scale=Math.max(fitted/4,Math.min(fitted*4000,scale*f));
  cx=x-(px-w/2)/scale;cy=y+(py-h/2)/scale;draw();
}
let drag=null;
canvas.onpointerdown=e=>{drag=[e.clientX,e.clientY];canvas.setPointerCapture(e.pointerId)};
canvas.onpointerup=()=>drag=null;
canvas.onpointermove=e=>{
  if(drag){moved=true;cx-=(e.clientX-drag[0])/scale;cy+=(e.clientY-drag[1])/scale;drag=[e.clientX,e.clientY];return draw()}
  const r=canvas.getBoundingClientRect();show(near(e.clientX-r.left,e.clientY-r.top,12),e.clientX-r.left,e.clientY-r.top)};
canvas.onpointerleave=()=>show(-1);
canvas.addEventListener("wheel",e=>{e.preventDefault();const r=canvas.getBoundingClientRect();zoom(Math.pow(1.25,-e.deltaY/100),e.clientX-r.left,e.clientY-r.top)},{passive:false});
canvas.onkeydown=e=>{const s=60/scale,k={ArrowLeft:()=>cx-=s,ArrowRight:()=>cx+=s,ArrowUp:()=>cy+=s,ArrowDown:()=>cy-=s,PageUp:()=>zoom(1.25,w/2,h/2),PageDown:()=>zoom(.8,w/2,h/2),Home:fit}[e.key];if(k){e.preventDefault();moved=true;k();draw()}};
$("#colour").onchange=e=>{C=colouring(e.target.value);anchor=anchors();legend();draw()};
$("#fit").onclick=fit;$("#fit").textContent=W.all;$("#by").textContent=W.colour;
for(const k of["cluster","scene","date"]){const o=document.createElement("option");o.value=k;o.textContent=W[k];$("#colour").append(o)}
document.title=$("h1").textContent=W.title;document.documentElement.lang=W.lang;$("summary").textContent=W.list;$("footer").textContent=W.madeWith+" · "+W.help;
canvas.setAttribute("aria-label",W.title);
{const table=$("table"),head=table.insertRow();for(const t of[W.cluster,W.tiles]){const c=document.createElement("th");c.textContent=t;head.append(c)}
C.e.forEach(e=>{if(!e.count)return;const r=table.insertRow();r.insertCell().textContent=e.label;r.insertCell().textContent=e.count.toLocaleString()})}
// Until the reader moves it, the whole stays in view, whatever the window's size.
new ResizeObserver(()=>{const r=$("#plot").getBoundingClientRect(),ratio=devicePixelRatio||1;w=r.width;h=r.height;canvas.width=w*ratio;canvas.height=h*ratio;if(moved)draw();else fit()}).observe($("#plot"));
dark.addEventListener("change",()=>{legend();draw()});
legend();
</script></body></html>
)html";

}  // namespace tilescout::exchange
