/** A small theme to begin from: what `percakapan theme example` writes. */

const manifest = {
  name: 'Plain page',
  version: '1.0.0',
  licence: 'CC0-1.0',
  author: 'Percakapan',
  about: { id: 'Titik awal untuk tema sendiri.', en: 'A place to begin a theme of your own.' },
}

const layout = `<header class="site">
  <div class="wrap">
    <a class="brand" href="/">{% if site.logo %}<img class="logo" src="{{ site.logo }}" alt="" width="32" height="32">{% endif %}<span>{{ site.name }}</span></a>
    <nav aria-label="{{ 'main' | said }}">
      <ul>
        {% for item in menu %}<li><a href="{{ item.address }}"{% if item.current %} aria-current="page"{% endif %}>{{ item.label }}</a></li>{% endfor %}
      </ul>
    </nav>
  </div>
</header>
<main id="content" class="wrap">
  {{ content }}
</main>
{{ parts.footer }}
`

const home = `<div class="h-feed">
  <header class="front">
    <h1 class="p-name">{{ site.name }}</h1>
    {% if page.number == 1 and site.promise != '' %}<p class="promise">{{ site.promise }}</p>{% endif %}
  </header>
  <a class="p-author h-card" href="{{ site.home }}" hidden>{{ site.name }}</a>
  {% if list.size == 0 %}<p>{{ 'empty' | said }}</p>{% endif %}
  <ul class="list">
    {% for one in list %}{% render 'partials/teaser', one: one %}{% endfor %}
  </ul>
</div>
{{ parts.pager }}
`

const teaser = `<li class="h-entry teaser" lang="{{ one.language }}">
  {% if one.kind == 'note' %}
    {% if one.body %}<div class="e-content">{{ one.body }}</div>{% else %}<p class="p-summary">{{ one.excerpt }}</p>{% endif %}
    <p class="meta"><a class="u-url" href="{{ one.address }}"><time class="dt-published" datetime="{{ one.published }}">{{ one.date }}</time></a></p>
  {% else %}
    <h2 class="p-name"><a class="u-url" href="{{ one.address }}">{{ one.name }}</a></h2>
    <p class="p-summary">{{ one.excerpt }}</p>
    <p class="meta"><time class="dt-published" datetime="{{ one.published }}">{{ one.date }}</time> <span>{{ 'minutes' | said: n: one.minutes }}</span></p>
  {% endif %}
</li>
`

const article = `{% if article.draft %}<p class="notice">{{ 'draft' | said }}</p>{% endif %}
<article class="h-entry full">
  <header class="head">
    <h1 class="p-name">{{ article.title }}</h1>
    {% if article.own_summary %}<p class="p-summary">{{ article.summary }}</p>{% endif %}
    <p class="meta"{% if page.kind == 'page' %} hidden{% endif %}>
      {% if article.published %}<a class="u-url" href="{{ article.address }}"><time class="dt-published" datetime="{{ article.published }}">{{ article.date }}</time></a>{% endif %}
      {% for writer in article.writers %}<span class="p-author h-card"><a class="p-name u-url" href="{{ writer.address }}">{{ writer.name }}</a></span>{% else %}<span class="p-author h-card"><a class="p-name u-url" href="{{ site.home }}">{{ site.name }}</a></span>{% endfor %}
    </p>
  </header>
  {% if article.picture %}<figure class="hero">{{ article.picture.html }}{% if article.picture.caption != '' %}<figcaption>{{ article.picture.caption }}</figcaption>{% endif %}</figure>{% endif %}
  <div class="e-content">{{ article.body }}</div>
  {% if page.kind == 'article' %}{% render 'partials/end', article: article %}{% endif %}
</article>
{% if next %}<p class="next"><a href="{{ next.address }}" rel="next">{{ 'readNext' | said }}: {{ next.name }}</a></p>{% endif %}
`

const end = `<footer class="end">
  {% if article.translations.size > 0 %}<p class="translations">{% for one in article.translations %}<a href="{{ one.address }}" rel="alternate" hreflang="{{ one.language }}" lang="{{ one.language }}">{{ one.label }}</a> {% endfor %}</p>{% endif %}
  {% if article.tags.size > 0 %}<ul class="tags">{% for tag in article.tags %}<li><a class="p-category" rel="tag" href="{{ tag.address }}">{{ tag.name }}</a></li>{% endfor %}</ul>{% endif %}
  {% if article.copies.size > 0 %}<p class="syndication">{{ 'alsoOn' | said }} {% for copy in article.copies %}<a class="u-syndication" href="{{ copy.url }}">{{ copy.label }}</a> {% endfor %}</p>{% endif %}
</footer>
`

const note = `<div class="single">
  <h1 class="label">{{ 'note' | said }}</h1>
  <div class="h-entry note">
    <div class="e-content">{{ article.body }}</div>
    <p class="meta">
      <a class="u-url" href="{{ article.address }}"><time class="dt-published" datetime="{{ article.published }}">{{ article.date }}</time></a>
      <span class="p-author h-card"><a class="p-name u-url" href="{{ site.home }}">{{ site.name }}</a></span>
    </p>
    {% render 'partials/end', article: article %}
  </div>
</div>
`

const tag = `<div class="h-feed">
  <header class="front">
    <h1 class="p-name">{{ collection.title }}</h1>
    {% if collection.author %}<p>{{ collection.author.bio }}</p>{% endif %}
    <p class="meta"><span>{{ 'howMany' | said: n: collection.count }}</span> <a href="{{ collection.feed }}">{{ 'feedName' | said }}</a></p>
  </header>
  <ul class="list">
    {% for one in list %}{% render 'partials/teaser', one: one %}{% else %}<li>{{ 'noneYet' | said }}</li>{% endfor %}
  </ul>
</div>
{{ parts.pager }}
`

const archive = `<div class="h-feed">
  <header class="front">
    <h1 class="p-name">{{ archive.title }}</h1>
    <nav class="years" aria-label="{{ 'years' | said }}"><ul>
      {% for year in archive.years %}<li><a href="{{ year.address }}"{% if year.current %} aria-current="true"{% endif %}>{{ year.year }}</a> <span>{{ year.count }}</span></li>{% endfor %}
    </ul></nav>
  </header>
  <ul class="contents">
    {% for one in list %}<li class="h-entry" lang="{{ one.language }}"><a class="u-url p-name" href="{{ one.address }}">{{ one.name }}</a> <time class="dt-published" datetime="{{ one.published }}">{{ one.short_date }}</time></li>{% else %}<li>{{ 'noneYet' | said }}</li>{% endfor %}
  </ul>
</div>
{{ parts.pager }}
`

const search = `<header class="front">
  <h1>{{ 'searchTitle' | said }}</h1>
  {{ parts.search_form }}
</header>
{% if search.asked %}
  {% if list.size == 0 %}<p>{{ 'nothingFound' | said: q: search.q }}</p>{% endif %}
  <ul class="list">{% for one in list %}{% render 'partials/teaser', one: one %}{% endfor %}</ul>
  {% if search.next %}<p class="pager"><a rel="next" href="{{ search.next }}">{{ 'moreFound' | said }}</a></p>{% endif %}
{% endif %}
`

const lost = `<header class="front">
  <h1>{{ 'notFoundTitle' | said }}</h1>
  <p>{{ 'notFound' | said }}</p>
</header>
{{ parts.search_form }}
<ul class="list">{% for one in list %}{% render 'partials/teaser', one: one %}{% endfor %}</ul>
`

const style = `:root { --measure: 38rem; --gap: 1.5rem }
html { font-size: clamp(1.0625rem, 1rem + 0.3vw, 1.25rem) }
body { font: 400 1rem/1.55 Charter, Georgia, "Noto Serif", serif }
.wrap { max-width: calc(var(--measure) + 2.6rem); margin-inline: auto; padding-inline: 1.3rem }
h1, h2, h3, h4 { line-height: 1.2; font-weight: 650 }
header.site { padding-block: var(--gap); border-bottom: 1px solid var(--line) }
header.site .wrap { display: flex; flex-wrap: wrap; gap: 0.4rem 1.5rem; justify-content: space-between; align-items: center }
.brand { display: flex; gap: 0.6rem; align-items: center; font-weight: 650 }
header.site ul { gap: 0 1rem; font-size: 0.9rem }
main { padding-block: calc(var(--gap) * 1.5) calc(var(--gap) * 3) }
.meta, figcaption, .contents time, .years span, .syndication { font-size: 0.86rem; color: var(--soft) }
.meta { gap: 0 1.2em }
:is(.front, .head) h1 { font-size: clamp(1.8rem, 1.3rem + 2.4vw, 2.6rem) }
.front, .head, .hero { margin-bottom: calc(var(--gap) * 1.2) }
.promise, .head .p-summary { font-size: 1.15rem; color: var(--soft); margin-top: 0.5rem }
.list > li { padding-block: var(--gap); border-top: 1px solid var(--line) }
.list h2 { font-size: 1.3rem; margin-bottom: 0.25rem }
.contents li { display: flex; justify-content: space-between; gap: 1rem }
.years ul { gap: 0 1.2rem }
.e-content > * + * { margin-top: 0.9em }
.e-content a { color: var(--accent) }
.e-content h2 { font-size: 1.35rem; margin-top: calc(var(--gap) * 1.5) }
blockquote { border-left: 3px solid var(--line); padding-left: 1rem }
pre, .callout { padding: 0.9rem 1rem; background: var(--tint) }
table { width: 100% } th, td { padding: 0.3rem 0.8rem 0.3rem 0; border-bottom: 1px solid var(--line) }
hr { border: 0; border-top: 1px solid var(--line); margin-block: var(--gap) }
.end { margin-top: var(--gap); padding-top: var(--gap); border-top: 1px solid var(--line) } .tags { gap: 0 1em }
.next, .pager { margin-top: calc(var(--gap) * 1.5) } .next a, .pager a { color: var(--accent) }
form label { font-size: 0.9rem; color: var(--soft); margin-bottom: 0.2rem }
footer.site { border-top: 1px solid var(--line); padding-block: calc(var(--gap) * 1.3); font-size: 0.86rem; color: var(--soft) }
footer.site .wrap { display: grid; gap: 0.8rem } footer.site ul { gap: 0 1rem }
`

/** Its files, by their paths. */
export const exampleTheme: Readonly<Record<string, string>> = {
  'theme.json': `${JSON.stringify(manifest, null, 2)}\n`,
  'style.css': style,
  'templates/layout.liquid': layout,
  'templates/home.liquid': home,
  'templates/article.liquid': article,
  'templates/note.liquid': note,
  'templates/tag.liquid': tag,
  'templates/archive.liquid': archive,
  'templates/search.liquid': search,
  'templates/404.liquid': lost,
  'templates/partials/teaser.liquid': teaser,
  'templates/partials/end.liquid': end,
}
