/** A front page with one lead: narrow heavy headlines, pictures to the edge. */
export const style = `:root{--m:33rem;--pad:clamp(1rem,4vw,3.5rem);--out:calc(var(--pad)*-1);--gap:clamp(1.2rem,2.4vw,2.2rem);--gap2:calc(var(--gap)*1.8);--mid:clamp(2rem,1.4rem + 2.2vw,3.4rem);--big:clamp(2.7rem,1.2rem + 6.4vw,6rem)}
html{font-size:clamp(1.0625rem,1rem + .25vw,1.1875rem)}
body{font:400 1rem/1.5 var(--display);font-stretch:88%}
.e-content,.p-summary,.words,.p-note{font-family:var(--text);font-stretch:100%;line-height:1.58}
.e-content :is(.toc,table,figcaption,.callout-title,summary,blockquote footer),footer.site .p-note{font-family:var(--display);font-stretch:88%}
.wrap{max-width:82rem;margin-inline:auto;padding-inline:var(--pad)}
h1,h2,h3,h4,.pull,.code,.next strong,.brand,.callout-title,caption,.site .p-name,section.series li::before{font-family:var(--display);font-weight:800;font-stretch:75%!important;line-height:calc(.98 + .1*var(--wide));letter-spacing:-.012em}
.meta,.kicker,figcaption,.contents time,.syndication,.translations,:is(.years,.tagindex) span{font-size:.86rem;line-height:1.4}
.meta,.in-series,figcaption,.contents time,blockquote footer,.syndication,.translations,thead th,.years span{color:var(--soft)}
header.site .wrap{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.3rem 2rem;padding-block:.9rem}
.brand{display:flex;align-items:center;gap:.6rem;font-size:1.7rem}.brand .logo{width:2rem;height:2rem}
header.site ul{gap:0 1.1rem;font-size:.92rem;font-weight:600}.product{color:var(--accent)}
main{padding-bottom:5rem}
.kicker{font-weight:700;color:var(--accent)}.in-series{font-weight:500}.kicker>*+:is(.in-series,a)::before{content:"/ "}.meta{gap:0 1em}
.teaser :is(h2,h3){font-size:1.75rem;margin:.3rem 0 .5rem}.teaser .p-summary{line-height:1.42;font-size:.95rem}.teaser .meta{margin-top:.5rem}
.thumb{display:block;overflow:hidden;background:var(--tint);margin-bottom:.8rem}.thumb img{aspect-ratio:3/2}
section>h2,nav.series h2{font-size:1.9rem;margin-bottom:1.1rem}
.top{display:grid;gap:var(--gap)}
.lead{margin-inline:var(--out)}.lead.lead>*{margin-inline:var(--pad)}.lead.lead>.thumb{margin-inline:0}.lead:not(.has-pic){padding-top:1.5rem}.is-home .h-feed>.list{margin-top:1.5rem}.lead .thumb img{aspect-ratio:4/3}
.lead h2,:is(.front,.head) h1{font-size:calc(var(--big)*(1 - .2*var(--wide)));line-height:calc(.9 + .14*var(--wide));letter-spacing:-.022em}.lead h2{margin-block:.4rem .7rem}.lead.long h2,.head .long{font-size:calc(var(--big)*(.72 - .12*var(--wide)))}
.lead .p-summary,.words,.front .p-note,.head .p-summary{font-size:1.2rem;line-height:1.42;max-width:30em}
.second{border-top:3px solid var(--ink);padding-top:.8rem}.second h2{font-size:2.3rem}
section.series{margin:var(--gap2) var(--out);padding:1.6rem var(--pad);background:var(--accent);color:var(--on)}section.series h2{font-size:var(--mid);margin-bottom:1rem}section.series ol{padding:0;list-style:none;counter-reset:part;display:grid;gap:.9rem}section.series li{counter-increment:part;border-top:1px solid;padding-top:.5rem;line-height:1.25;font-weight:600}section.series li::before{content:counter(part);display:block;font-size:1.6rem}section.series li a{text-decoration:none}section.series :focus-visible{outline-color:var(--on)}section.series .more{margin-top:1rem}
.label{font-size:.92rem;font-weight:600}
.grid{display:grid;gap:calc(var(--gap)*1.2) var(--gap)}
.notes,.shelf,.tagindex,.related,.year,.nothing{margin-top:var(--gap2);border-top:3px solid var(--ink);padding-top:1rem}
.note .e-content{line-height:1.45}.note :is(p+p,.meta){margin-top:.5em}div.note+.note{margin-top:1.4rem}
:is(.tagindex,.years) ul{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;font-size:1.5rem;font-weight:700;font-stretch:75%}.years span{font-weight:500}
.front,.single{padding-block:2.5rem 2rem}.is-home .front{padding:0}.words{margin-top:1rem}.front .meta,.years,.front .search{margin-top:1.2rem}.front h2.label{font-size:1.2rem;margin-top:1.2rem}
.list:not(.grid)>li{border-top:1px solid var(--line);padding:1.1rem 0 1.3rem;max-width:46rem}.list:not(.grid) .thumb{float:right;width:34%;margin:0 0 .5rem 1.2rem}.list:not(.grid)>li{overflow:hidden}
.contents li{display:flex;gap:1rem;justify-content:space-between;align-items:baseline;border-top:1px solid var(--line);padding-block:.35rem}.contents a{font-weight:600}.contents time{flex:none}.more{margin-top:.8rem;font-weight:600}.year h2{font-size:var(--big)}
.single{max-width:46rem}.single .label{font-size:1.2rem;color:var(--accent);margin-bottom:.8rem}.single .note .e-content{font-size:1.6rem;line-height:1.35}.single .tags{margin-top:1.2rem}
.head{padding-block:2rem 1.6rem;max-width:64rem}.head h1{margin:.5rem 0 1rem}.head .meta{margin-top:1rem}
.hero{margin-inline:var(--out)}.hero img:not(.blur){aspect-ratio:4/3}figcaption{margin-top:.5rem}.hero figcaption{padding-inline:var(--pad)}
.full .e-content,.end,nav.series{max-width:var(--m);margin-inline:auto}
.full .e-content{margin-top:2.2rem;font-size:1.04rem}.e-content>p+p{margin-top:.85em}
.is-article .full .e-content>p:first-child::first-letter{font:800 6em/.7 var(--display);font-stretch:75%;float:left;padding:.04em .06em 0 0;color:var(--accent)}
.e-content h2{font-size:2.1rem;margin:2.4rem 0 .7rem}.e-content h3{font-size:1.4rem;margin:1.6rem 0 .4rem}.e-content :is(h4,h5,h6){font-size:1.15rem;margin:1.4rem 0 .3rem}
.e-content a:not(sup a,.toc a){color:var(--accent)}.callout:is(.warning,.caution) a:not(sup a){color:inherit}
.full .e-content>:is(figure,pre,.table,.embed,.callout,.toc,blockquote,video,audio,details){margin-block:1.7rem}.e-content>:is(ul,ol,dl){margin-block:.8rem;padding-left:1.3em}li::marker{color:var(--accent)}
blockquote{border-left:.4rem solid var(--accent);padding-left:1.2rem;font-size:1.15rem;line-height:1.45}blockquote p+p{margin-top:.5em}blockquote footer{margin-top:.4rem}
.pull{clear:both;margin-block:2.4rem;font-size:var(--mid);color:var(--accent);text-wrap:balance}.pull p{line-height:1;hyphens:manual!important}
.callout,pre,nav.series{background:var(--tint);padding:1rem 1.2rem}.callout{font-size:.95rem;line-height:1.5}.callout p+p{margin-top:.5em}.callout-title{font-size:1.2rem;margin-bottom:.3rem}.callout:is(.tip,.important){background:none;border:2px solid}.callout:is(.warning,.caution),form button{background:var(--accent);color:var(--on)}
.toc{font-size:.95rem;border-block:1px solid var(--line);padding-block:.7rem}.toc summary{font-weight:700}.toc ol{padding-left:1.4em}
pre{font-size:.8rem;line-height:1.5}:not(pre)>code{font-size:.85em;background:var(--tint);padding:.08em .3em}.callout:is(.warning,.caution) code{background:none}
table{width:100%;font-size:.92rem;line-height:1.35}caption{font-size:1.2rem;padding-bottom:.5rem}thead th{border-bottom:3px solid var(--ink)}th,td{padding:.4rem .8rem .4rem 0;border-bottom:1px solid var(--line)}[align=right]{padding:.4rem 0 .4rem .8rem}tbody th{font-weight:600}
hr{border:0;width:4rem;border-top:.4rem solid var(--accent);margin:2.4rem 0}
.footnotes{margin-top:2rem;font-size:.88rem;line-height:1.5}.e-content .footnotes h2{font-size:1.2rem;margin:0 0 .4rem}.footnotes ol{padding-left:1.3em}
.end{margin-top:2rem;font-size:.92rem;display:grid;gap:.9rem}.tags{gap:.4rem}.tags a{border:2px solid var(--ink);padding:.15rem .7rem;text-decoration:none;font-weight:600}.tags a:hover{background:var(--ink);color:var(--paper)}.author{line-height:1.4;align-items:center}.author a{font-weight:700}
nav.series{margin-top:2.5rem}nav.series h2{font-size:1.5rem;margin-bottom:.5rem}nav.series ol{padding-left:1.3em;font-size:.95rem}
.next{display:grid;margin:var(--gap2) var(--out) 0;padding-bottom:1.6rem;background:var(--ink);color:var(--paper);text-decoration:none}.next>:not(.pic,img,picture){margin-inline:var(--pad)}.next img{aspect-ratio:3/2;height:100%}.next small{margin-top:1.4rem;font-weight:600;font-size:.92rem}.next strong{font-size:var(--mid);margin-block:.4rem .6rem}.next:hover strong{text-decoration:underline}
form label{font-weight:600;margin:.6rem 0 .3rem}form input{border-width:2px}form button{border:0;font-weight:700}form div{max-width:32rem}
.pager{margin-top:2.5rem;font-weight:600}.code{font-size:26vw;line-height:.75;letter-spacing:-.05em!important;color:var(--accent);margin-bottom:1.5rem}
footer.site{background:var(--tint);font-size:.92rem;line-height:1.45}footer.site .wrap{display:grid;gap:1.4rem;padding-block:2.2rem 3rem}footer.site .p-name{font-size:1.5rem;text-decoration:none}footer.site ul{gap:0 1.2em}
@media(min-width:40rem){.grid{grid-template-columns:1fr 1fr}section.series ol{grid-template-columns:repeat(4,1fr);gap:var(--gap)}.hero img:not(.blur){aspect-ratio:2/1}.second.has-pic{display:grid;grid-template-columns:2fr 3fr;column-gap:1.2rem;align-content:start}.second .thumb{grid-row:1/6;margin:0;align-self:start}
.next.has-pic{grid-template:1fr auto auto 1fr/1fr 1fr;padding:0;column-gap:var(--gap)}.next.has-pic>:is(.pic,img,picture){grid-row:1/5;height:100%}.next.has-pic>:is(small,strong,span:not(.pic)){grid-column:2;margin-inline:0 var(--pad)}.next.has-pic small{align-self:end}}
@media(min-width:64rem){.foot:has(>:nth-child(2)){display:grid;grid-template-columns:1fr 1fr;gap:var(--gap)}.top{grid-template-columns:1fr 1fr;row-gap:calc(var(--gap)*1.2)}.lead{grid-column:1/-1}.lead.has-pic{display:grid;grid-template:1fr auto auto auto/7fr 5fr;column-gap:var(--gap);margin-inline:0}.lead.lead.has-pic>*{margin-inline:0;grid-column:2}.lead.lead.has-pic>.thumb{grid-column:1;grid-row:1/5;margin:0 0 0 var(--out)}.lead .thumb :is(img,picture,.pic){aspect-ratio:auto;height:100%}.lead .thumb img{min-height:34rem}.lead .kicker{align-self:end}
.grid{grid-template-columns:repeat(3,1fr)}.is-tag .grid>.has-pic:first-child{grid-column:1/3;grid-row:1/3}.is-tag .grid>.has-pic:first-child h2{font-size:3.2rem}.full .e-content>.gallery{margin-inline:-7rem}.gallery>figcaption{padding-inline:7rem}footer.site .wrap{grid-template-columns:2fr 1fr 1fr}.year{display:grid;grid-template-columns:1fr 2fr;align-items:start}}
@media print{.lead,.hero{margin-inline:0}.callout:is(.warning,.caution){background:none;color:inherit;border:1px solid}.head h1{font-size:28pt}}
`
