/** So many notes can stand beside their references; an article with more has them at its end. */
const mostBeside = 10

/** A page of a book: one family, hierarchy by place and slant, nothing bold. */
export const style = `:root{--m:32rem;--r:1.6rem}
html{font-size:clamp(1.0625rem,.98rem + .38vw,1.3125rem)}
body{font:400 1rem/1.6 var(--text);hanging-punctuation:first last}
.wrap{max-width:calc(var(--m) + 2.6rem);margin-inline:auto;padding-inline:1.3rem}
h1,h2,h3,h4,h5,h6,.brand,.pull,.code,.next strong{font-family:var(--display);font-synthesis-style:none}h1,h2,h3,h4,h5,h6{font-weight:400;line-height:1.22}
header.site{padding-block:var(--r)}header.site .wrap{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:.4rem 1.6rem}
.brand{display:flex;align-items:center;gap:.6rem;font-style:italic}.brand .logo{width:1.5rem;height:1.5rem}svg.logo text{font-style:normal;font-weight:400}
header.site ul{gap:.1rem 1.1rem;font-size:.82rem;color:var(--soft)}header.site [aria-current]{color:var(--ink)}
main{padding-block:calc(var(--r)*1.5) calc(var(--r)*3)}
.meta,.kicker,.label,figcaption,caption,.syndication,.translations,.more,.contents time{font-size:.82rem;line-height:1.5;color:var(--soft)}
.meta{gap:0 1.2em}.kicker,.label,section>h2{font-style:italic}.kicker>*+:is(.in-series,a)::before{content:"· ";font-style:normal}
.front{margin-bottom:calc(var(--r)*2.5)}:is(.front,.head) h1{font-size:clamp(1.9rem,1.25rem + 3vw,2.9rem);letter-spacing:-.018em;line-height:1.12}
.promise,.words,.front .p-note,.head .p-summary{font-style:italic;font-size:1.15rem;line-height:1.5;color:var(--soft);margin-top:.8rem;text-wrap:balance}.front .p-note{margin:0}.front .meta,.front .label{margin-top:1rem}
.is-home .promise{font-size:1.3rem;color:var(--ink);margin:0}
.lead{margin-bottom:calc(var(--r)*2)}.lead h2{font-size:clamp(1.7rem,1.2rem + 2.2vw,2.4rem);letter-spacing:-.014em;line-height:1.15;margin:.1rem 0 .6rem}.lead .thumb{display:block;margin-bottom:1.2rem}.lead .thumb img{aspect-ratio:2/1}.lead .p-summary{margin-bottom:.5rem}.lead .more{margin-top:.6rem;font-size:1rem;font-style:italic}.more a{color:var(--accent)}
.list>li{padding-block:var(--r);border-top:1px solid var(--line)}:is(.list h2,:is(.list,.related) h3){font-size:1.3rem;margin:.1rem 0 .25rem}:is(.list,.related) .meta{margin-top:.25rem}
.list:not(.grid)>.note{padding-left:1.3rem;position:relative}.list:not(.grid)>.note::before{content:"";position:absolute;left:0;top:var(--r);bottom:var(--r);border-left:1px solid var(--line)}
.counted{counter-reset:part}
section>h2,nav.series h2{font-size:1rem;font-style:italic;color:var(--soft);margin-bottom:.8rem}section.series h2{font-style:normal;font-size:1.3rem;color:var(--ink);margin-bottom:.4rem}
.shelf,.notes,.series,.related,.tagindex,.nothing{margin-top:calc(var(--r)*2.5)}
.contents li{display:flex;align-items:last baseline;gap:.5em}.contents a{min-width:0}.contents li::before{content:"";order:1;flex:1 0 1.5em;border-bottom:1px dotted var(--soft);opacity:.6}.contents time{order:2;flex:none;font-variant-numeric:tabular-nums}.shelf .more{margin-top:.6rem}
.year h2{font-size:1.6rem;font-style:normal;color:var(--ink)}.years ul{gap:0 1.5rem;margin-top:1rem}.years span{color:var(--soft);font-size:.82rem}.tagindex ul{display:flex;flex-wrap:wrap;gap:0 1.2em;font-style:italic}
div.note{padding-left:1.3rem;border-left:1px solid var(--line)}div.note+.note{margin-top:var(--r)}.note .meta{margin-top:.3rem}.note p+p{margin-top:.5em}
.single .label{font-size:1rem}.single .note{border:0;padding:0;margin-top:.8rem}.single .e-content{font-size:1.3rem;line-height:1.5}.single .tags{margin-top:1rem}
.series ol{padding-left:1.4em}.series li{padding-block:.12rem}.series li::marker{color:var(--soft);font-size:.82em}
.full{position:relative}.head{margin-bottom:calc(var(--r)*1.5)}.head h1{margin-top:.3rem}.head .meta{margin-top:1.1rem}
.hero{margin-bottom:calc(var(--r)*1.5)}.hero img:not(.blur){max-height:72vh}figcaption{margin-top:.5rem;font-style:italic}
.full .e-content>p+p{text-indent:1.6em}.full .e-content>p+p:has(>:is(img,picture,.pic)){text-indent:0}
.e-content a:not(sup a,.toc a){color:var(--accent)}
.e-content h2{font-size:1.3rem;margin:calc(var(--r)*2) 0 .5rem}.e-content h3{font-size:1rem;font-style:italic;margin:var(--r) 0 .2rem}.e-content :is(h4,h5,h6){font-size:1rem;margin:var(--r) 0 .2rem;color:var(--soft)}
.full .e-content>:is(figure,pre,.table,.embed,.callout,blockquote,video,audio,details){margin-block:var(--r)}.e-content>:is(ul,ol,dl){margin-block:.8rem;padding-left:1.6em}.e-content li::marker{color:var(--soft)}
blockquote{padding-left:1.6em}blockquote p+p{margin-top:.5em}blockquote footer{font-size:.82rem;color:var(--soft);margin-top:.3rem}
.pull{margin-block:calc(var(--r)*1.5);font-size:1.45rem;line-height:1.35;font-style:italic;color:var(--accent);text-wrap:balance}.pull+p{text-indent:0!important}
.toc{margin-block:var(--r);padding-block:.8rem;border-block:1px solid var(--line);font-size:.92rem}.toc summary{font-style:italic;color:var(--soft)}.toc ol{padding-left:1.4em}
.callout{border-block:1px solid var(--line);padding-block:.8rem;font-size:.92rem}.callout p+p{margin-top:.4em}.callout-title{font-style:italic;color:var(--soft)}.callout:is(.warning,.caution,.important){border-color:var(--accent)}:is(.warning,.caution,.important) .callout-title{color:var(--accent)}
pre{padding:1rem 1.2rem;line-height:1.5;font-size:.8rem}:not(pre)>code{font-size:.86em}
table{width:100%;font-size:.88rem}caption{font-style:italic;padding-bottom:.4rem}thead th{color:var(--soft);border-bottom:1px solid var(--ink)}th,td{padding:.28rem .9rem .28rem 0}[align=right]{padding:.28rem 0 .28rem .9rem}tbody tr:last-child>*{border-bottom:1px solid var(--line)}
hr{border:0;text-align:center;margin-block:calc(var(--r)*1.5)}hr::before{content:"⁂";color:var(--soft)}hr+p{text-indent:0!important}
.footnotes{margin-top:calc(var(--r)*2);font-size:.85rem;line-height:1.5;color:var(--soft)}.e-content .footnotes h2{font-size:1em;font-style:italic;margin:0 0 .3rem}.footnotes ol{padding-left:1.4em}
.end{margin-top:calc(var(--r)*1.5);padding-top:var(--r);border-top:1px solid var(--line)}.tags{gap:0 1.2em;font-style:italic;font-size:.92rem}.author{margin-top:1rem;font-size:.92rem}
.next{display:block;margin-top:calc(var(--r)*2.5);padding-block:var(--r);border-block:1px solid var(--line);text-decoration:none}.next :is(small,span){display:block;font-size:.82rem;color:var(--soft)}.next small{font-style:italic}.next span{font-size:.92rem}.next strong{display:block;font-weight:400;font-size:1.6rem;line-height:1.25;margin:.1rem 0 .3rem}.next:hover strong{text-decoration:underline;text-decoration-thickness:1px}
.grid{display:grid;gap:var(--r)}.grid>li{padding:0;border:0}
form label{color:var(--soft);font-size:.92rem;margin-bottom:.2rem}form.search{margin-top:1rem}
.pager{margin-top:calc(var(--r)*2);font-size:.92rem;color:var(--soft)}.pager a{color:var(--accent)}.code{font-size:5rem;line-height:1;color:var(--field);letter-spacing:-.04em}
footer.site{border-top:1px solid var(--line);padding:calc(var(--r)*1.5) 0 calc(var(--r)*2);font-size:.82rem;color:var(--soft)}footer.site .wrap{display:grid;gap:1rem}footer.site ul{gap:0 1.2em}footer.site .p-name{color:var(--ink);font-style:italic}
@media(min-width:34rem){.grid{grid-template-columns:1fr 1fr;gap:calc(var(--r)*1.2)}.is-lost .grid{grid-template-columns:1fr}}
@media screen and (min-width:74rem){.is-article .wrap{max-width:calc(var(--m) + 17.5rem)}.is-article main>*,.is-article .full>*{max-width:var(--m)}.is-article .full,.is-article .hero{max-width:none}
${marginNotes()}}
`

/** Notes in the margin, where there is a margin and the browser can place them; else they stay at the end. */
function marginNotes(): string {
  const few = `.is-article .footnotes:not(:has(li:nth-child(${mostBeside + 1})))`
  const places = Array.from({ length: mostBeside }, (_, index) => index + 1).map(
    (n) => `[id$="fnref-${n}"]{anchor-name:--a${n}}[id$="fn-${n}"]{--a:--a${n};--b:--b${n - 1};anchor-name:--b${n}}`,
  )
  return `@supports(anchor-name:--a) and (top:max(anchor(--a top),1px)){${few}{margin:0}${few} h2{position:absolute;clip-path:inset(50%)}${few} li{position:absolute;left:calc(var(--m) + 2.2rem);right:0;font-size:.78rem;line-height:1.45;list-style:none;counter-increment:f;top:max(anchor(var(--a) top,0px),calc(anchor(var(--b) bottom,0px) + .8rem))}${few} li>p:first-child::before{content:counter(f)" ";color:var(--accent)}
${places.join('')}}`
}
