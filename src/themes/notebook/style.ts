/** A ruled notebook: dates in the gutter, hairlines, nothing louder than the text. */
export const style = `:root{--m:36rem;--g:6.6rem;--in:calc(var(--g) + 1.2rem);--u:1.5rem}
html{font-size:clamp(1.0625rem,1.03rem + .12vw,1.125rem)}
body{font:400 1rem/1.5 var(--text);font-variant-numeric:lining-nums}
.wrap{max-width:62rem;margin-inline:auto;padding-inline:1.1rem}
h1,h2,h3,h4,h5,h6,.brand,.pull,.code,.next strong{font-family:var(--display)}h1,h2,h3,h4,h5,h6{font-size:1rem;line-height:1.25;font-weight:650;letter-spacing:-.003em}
a{color:var(--accent)}h1 a,:is(.meta,.kicker,.tagindex,.pager,nav,footer.site) a,.brand{color:inherit}
header.site{border-bottom:1px solid var(--line)}header.site .wrap{display:flex;flex-wrap:wrap;gap:0 1.4rem;align-items:center;padding-block:.5rem}
.brand{display:flex;gap:.5rem;align-items:center;font-weight:650;padding-block:.2rem}.brand .logo{width:1.35rem;height:1.35rem}
header.site nav{flex:1 1 22rem}header.site ul{gap:0 1rem;font-size:.94rem}header.site li:has(.product){margin-left:auto}
main{padding-block:var(--u) calc(var(--u)*2.5)}
.meta,.kicker,.label,figcaption,caption,.syndication,.translations,small,.years span,.day>h2,.contents time{font-size:.88rem;line-height:1.4;color:var(--soft);font-weight:400;font-variant-numeric:tabular-nums lining-nums}.meta{gap:0 .9em}
.front{margin-bottom:var(--u)}:is(.front,.head) h1{font-size:1.6rem;line-height:1.18;letter-spacing:-.012em}.promise,.words,.front .p-note{color:var(--soft);max-width:var(--m);margin-top:.25rem}.front :is(.meta,.search,.label){margin-top:.5rem}
.day,.list>li{border-top:1px solid var(--line);padding-block:.75rem}.day>h2{margin-bottom:.35rem}.day>div>*+*{margin-top:1rem}
.note .e-content,.note>.p-summary{max-width:var(--m)}.note p+p{margin-top:.35em}.note .meta{margin-top:.15rem}.note img:not(.blur){width:100%;max-width:24rem}.note figure,.note blockquote{margin-block:.4em}
.teaser :is(h2,h3){font-size:1.18rem}.teaser :is(h2,h3) a,.contents a{color:var(--accent)}.day .teaser time{display:none}.teaser .p-summary{max-width:var(--m)}.kicker>*+:is(.in-series,a)::before{content:"· "}
section>h2,nav.series h2{padding-bottom:.25rem;border-bottom:1px solid var(--line);margin-bottom:.4rem}.day>h2{border:0;padding:0}
.side{display:grid;grid-template-columns:minmax(0,1fr);gap:var(--u);align-content:start;margin-top:calc(var(--u)*1.6);font-size:.94rem}.tagindex ul{columns:2}.series ol{padding-left:1.3em}.series .label{display:none}.side .series a{color:var(--accent)}.side .series h2 a{color:inherit}
.contents li{display:flex;gap:.8rem;flex-direction:row-reverse;justify-content:flex-end;align-items:baseline}.contents time{flex:0 0 3.6rem}
.year{margin-top:var(--u)}.years ul{gap:.2rem 1.2rem;margin-top:.3rem}
.notes,.related,nav.series,.nothing{margin-top:calc(var(--u)*1.4)}
.single .label{margin-bottom:.4rem}.single .note{font-size:1.18rem;line-height:1.45}.single :is(.meta,.tags){margin-top:.6rem}
.head{max-width:44rem;margin-bottom:var(--u)}.head .p-summary{font-size:1.12rem;line-height:1.42;margin-top:.4rem}.head .meta{margin-top:.5rem}
.hero{margin-bottom:var(--u);max-width:44rem}.hero img:not(.blur){aspect-ratio:2/1}figcaption{margin-top:.3rem}
.e-content,.end,.related,nav.series,.next{max-width:var(--m)}
.e-content>p+p{margin-top:.7em}.e-content h2{font-size:1.18rem;margin:1.6em 0 .35em}.e-content :is(h3,h4,h5,h6){margin:1.3em 0 .2em}.e-content :is(h4,h5,h6){color:var(--soft)}
.full .e-content>:is(figure,pre,.table,.embed,.callout,blockquote,video,audio,details){margin-block:1.1rem}.e-content>:is(ul,ol,dl){margin-block:.5rem;padding-left:1.3em}li::marker{color:var(--soft)}
blockquote{border-left:2px solid var(--field);padding-left:.9rem}blockquote p+p{margin-top:.4em}blockquote+p{margin-top:.4em}
.pull{margin-block:1.1rem;padding-block:.5rem;border-block:1px solid var(--line);font-weight:650}
.callout{border-left:2px solid var(--accent);padding:.1rem 0 .1rem .9rem}.callout p+p{margin-top:.3em}.callout-title{font-weight:650}.callout-title::before{content:"i ";font-style:italic;color:var(--accent)}.tip .callout-title::before{content:"+ ";font-style:normal}:is(.warning,.caution,.important) .callout-title::before{content:"! ";font-style:normal}.callout:is(.warning,.caution){background:var(--tint);padding-block:.5rem}
.toc{font-size:.94rem;margin-block:1rem}.toc summary{font-weight:650}.toc ol{padding-left:1.3em}.e-content .toc a{color:var(--accent)}
pre{padding:.7rem .9rem;font-size:.82rem;line-height:1.45}:not(pre)>code{font-size:.88em;background:var(--tint);padding:.05em .25em}
table{width:100%;font-size:.94rem;line-height:1.3}caption{padding-bottom:.3rem}th,td{padding:.25rem .9rem .25rem 0;border-bottom:1px solid var(--line)}[align=right]{padding:.25rem 0 .25rem .9rem}thead th{color:var(--soft);font-size:.88rem;border-color:var(--field)}
hr{border:0;border-top:1px solid var(--line);margin-block:1.6rem}
.footnotes{margin-top:1.6rem;font-size:.88rem;line-height:1.45}.e-content .footnotes h2{font-size:1em;margin:0 0 .2rem}.footnotes ol{padding-left:1.3em}
.end{margin-top:var(--u);padding-top:.6rem;border-top:1px solid var(--line);font-size:.94rem;display:grid;gap:.35rem}.tags{gap:0 .9em}.tags a::before{content:"#"}.author{gap:.7rem}.end .author .logo{width:1.6rem;height:1.6rem}
.next{display:block;margin-top:calc(var(--u)*1.4);border-block:1px solid var(--line);padding-block:.7rem;text-decoration:none;color:inherit}.next :is(small,span){display:block}.next strong{font-size:1.18rem;line-height:1.25;font-weight:650;color:var(--accent)}.next:hover strong{text-decoration:underline}
.related .list>li{border:0;padding-block:.3rem}.related :is(.p-summary,.kicker){display:none}
form label{font-size:.88rem;color:var(--soft)}form :is(input,button){padding:.35em .6em}form button{background:none;color:inherit;border-left:0;border-color:var(--field)}form button:hover{background:var(--ink);color:var(--paper)}form div{max-width:26rem}
.pager{border-top:1px solid var(--line);padding-top:.6rem;margin-top:var(--u);font-size:.94rem}.pager a{color:var(--accent)}.code{display:none}
footer.site{border-top:1px solid var(--line);font-size:.88rem;color:var(--soft)}footer.site .wrap{display:grid;gap:.6rem;padding-block:1rem 2rem}footer.site ul{gap:0 1em}footer.site .p-name{color:var(--ink);font-weight:650}
@media(min-width:44rem){.day{display:grid;grid-template-columns:var(--g) minmax(0,1fr);column-gap:1.2rem}.day>h2{margin:.12rem 0 0}
:is(.is-tag,.is-author,.is-series,.is-search) .list>li{position:relative;padding-left:var(--in)}:is(.is-tag,.is-author,.is-series,.is-search) .list .meta{position:absolute;left:0;top:.8rem;width:var(--g);display:block;margin:0}.list .meta>*{display:block;padding:0}
:is(.is-article,.is-note,.is-page) main{padding-left:calc(var(--in) + 1.1rem)}:is(.is-tag,.is-author,.is-series,.is-search) :is(.front,.pager),:is(.is-archive,.is-lost,.is-fresh) main>*{padding-left:var(--in)}.full,.year{position:relative}.head .meta{position:absolute;display:block;margin:0;left:calc(var(--in)*-1);width:var(--g);top:.15rem}.head .meta>*{display:block}.year h2{position:absolute;left:calc(var(--in)*-1);border:0;width:var(--g)}.is-archive main>.h-feed>.front{padding:0}}
@media(min-width:64rem){.cols{display:grid;grid-template-columns:minmax(0,1fr) 15rem;gap:3rem}.side{margin-top:.3rem;padding-top:4.9rem}.tagindex ul{columns:1}}
@media(min-width:72rem){.e-content .toc{float:right;clear:right;width:13.5rem;margin:0 -16.2rem 1rem 0}}
`
