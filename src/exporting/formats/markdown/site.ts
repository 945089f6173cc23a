/** What two builders need beside the articles: their settings, and the plainest page. */
import { stringify } from 'yaml'
import type { WholeBlog } from '../format.ts'

const toml = (text: string) => JSON.stringify(text)

const style =
  'body{max-width:42rem;margin:2rem auto;padding:0 1.25rem;font:1.1rem/1.7 Georgia,serif}img{max-width:100%;height:auto}'

/** Paths and contents. */
export function siteFiles(blog: WholeBlog): [path: string, content: string][] {
  return [
    ['percakapan.json', marker(blog)],
    ['hugo.toml', hugo(blog)],
    ['config.toml', hugo(blog)],
    ['layouts/_default/single.html', hugoPage('<h1>{{ .Title }}</h1>\n{{ .Content }}')],
    ['layouts/_default/list.html', hugoPage(hugoList)],
    ['layouts/index.html', hugoPage(hugoList.replace('.Pages', '.Site.RegularPages'))],
    ['_config.yml', jekyll(blog)],
    ['_layouts/default.html', jekyllPage],
    ['index.html', jekyllIndex],
  ]
}

/** Tells our own import what the folder is. */
function marker({ name, url, language, timeZone }: WholeBlog): string {
  return `${JSON.stringify({ version: 1, name, url, language, timeZone }, null, 2)}\n`
}

const hugoList =
  '<h1>{{ .Title }}</h1>\n<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>\n{{ end }}</ul>'

const hugoPage = (body: string) =>
  `<!doctype html>\n<html lang="{{ with .Params.lang }}{{ . }}{{ else }}{{ site.LanguageCode }}{{ end }}">\n<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">\n<title>{{ .Title }}</title><style>${style}</style></head>\n<body>\n${body}\n</body>\n</html>\n`

/** Versions before 0.110 read config.toml; newer ones hugo.toml. https://gohugo.io/getting-started/configuration/ */
function hugo({ url, name, language, timeZone }: WholeBlog): string {
  return `baseURL = ${toml(`${url}/`)}
title = ${toml(name)}
languageCode = ${toml(language)}
timeZone = ${toml(timeZone)}
ignoreFiles = ["index\\\\.html$"]
disableKinds = ["taxonomy", "term"]

[markup.goldmark.renderer]
unsafe = true

[module]
[[module.mounts]]
source = "content"
target = "content"
[[module.mounts]]
source = "layouts"
target = "layouts"
[[module.mounts]]
source = "media"
target = "static/media"
`
}

/** https://jekyllrb.com/docs/configuration/ */
function jekyll({ url, name, promise, language, timeZone }: WholeBlog): string {
  return stringify({
    url,
    title: name,
    description: promise,
    lang: language,
    timezone: timeZone,
    future: true,
    exclude: ['layouts', 'data', 'hugo.toml', 'config.toml', 'percakapan.json'],
  })
}

const jekyllPage = `<!doctype html>
<html lang="{{ page.lang | default: site.lang }}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ page.title | escape }}</title><style>${style}</style></head>
<body>
<h1>{{ page.title | escape }}</h1>
{{ content }}
</body>
</html>
`

const jekyllIndex = `---
layout: default
---
<ul>
{% assign all = site.pages | where_exp: "one", "one.percakapan" %}
{% for one in all %}<li><a href="{{ one.url }}">{{ one.title | escape }}</a></li>
{% endfor %}
</ul>
`
