/**
 * The pages about the networks: one for each, and an index, in every language (docs/networks/LANGUAGE). All that they say
 * follows from the shelf. Part of `npm run docs`.
 */
import { inBoth, type Language, languages, say, type Words } from '../core/words.ts'
import { allNetworks } from '../networks/index.ts'
import {
  actsOf,
  type Capability,
  type Connect,
  type ConnectField,
  isAbsent,
  type Limits,
  type Network,
  present,
  quotasOf,
  reasonsOf,
  whyNot,
} from '../networks/network.ts'
import {
  abilities,
  abilityWords,
  actWords,
  lengthWords,
  limitRows,
  limitsByHand,
  optionWords,
  prices,
  priceWords,
  quotaWords,
  rateWords,
  verificationOf,
  verificationWords,
} from './network-words.ts'

const texts = {
  networks: { id: 'Jejaring', en: 'Networks' },
  about: {
    id: 'Setiap jejaring punya halamannya sendiri: cara menghubungkannya langkah demi langkah, apa yang bisa dan belum bisa dilakukan, batas-batasnya, dan biayanya.',
    en: 'Each network has a page of its own: how to connect it step by step, what it can and cannot do, its limits, and what it costs.',
  },
  verifiedAbout: {
    id: 'Semuanya diuji, tetapi tidak dengan cara yang sama. **Server sungguhan**: pengujian berbicara dengan program server itu sendiri. **Deskripsi resmi**: pengujian berbicara dengan tiruan, dan setiap permintaan serta jawabannya dicocokkan dengan deskripsi API yang diterbitkan jejaring itu. **Dokumentasi resmi**: tiruannya kami buat menurut dokumentasi jejaring itu saja. Tidak satu pun diuji dengan akun di layanan aslinya.',
    en: 'Everything is tested, but not in the same way. **A real server**: the tests talk to that server’s own program. **The official description**: the tests talk to a fake, and every request and answer is held against the description of the API that the network publishes. **The official documentation**: we made the fake after the network’s documentation alone. None was tested with an account on the live service.',
  },
  other: { id: 'Bahasa: Indonesia · [Inggris](../en/{file})', en: 'Language: [Indonesian](../id/{file}) · English' },
  all: {
    id: '[Semua jejaring](README.md) · [Panduan](../../guide/id/README.md)',
    en: '[All networks](README.md) · [The guide](../../guide/en/README.md)',
  },
  guide: { id: '[Panduan](../../guide/id/README.md)', en: '[The guide](../../guide/en/README.md)' },
  network: { id: 'Jejaring', en: 'Network' },
  way: { id: 'Cara terhubung', en: 'How it is connected' },
  text: { id: 'Teks', en: 'Text' },
  form: { id: 'dengan kunci dari jejaringnya', en: 'with a key from the network' },
  oauth: { id: 'masuk di situs jejaringnya', en: 'by signing in on the network’s site' },
  assisted: { id: 'kirim manual', en: 'post by hand' },
  home: {
    id: '{label} sendiri sebuah blog: selain kiriman pendek, artikel utuh dapat dikirim ke sana.',
    en: '{label} is a blog itself: beside short posts, whole articles can be sent there.',
  },
  connect: { id: 'Cara menghubungkan', en: 'How to connect' },
  yourAddress: { id: 'ALAMAT-ANDA', en: 'YOUR-ADDRESS' },
  addresses: {
    id: '`https://ALAMAT-ANDA` adalah alamat tempat Anda membuka Percakapan (`BASE_URL`). Panel menuliskan alamat yang lengkap untuk disalin; yang di bawah ini hanya bentuknya.',
    en: '`https://YOUR-ADDRESS` is the address at which you open Percakapan (`BASE_URL`). The panel writes the whole addresses for you to copy; those below only show their form.',
  },
  open: {
    id: 'Di Percakapan, buka **Pengaturan → Saluran → Hubungkan saluran**, lalu pilih **{label}**. Biarkan halaman ini terbuka; langkah berikutnya dikerjakan di sampingnya.',
    en: 'In Percakapan, open **Settings → Channels → Connect a channel**, and choose **{label}**. Leave the page open; the next steps are done beside it.',
  },
  openWay: {
    id: 'Di Percakapan, buka **Pengaturan → Saluran → Hubungkan saluran**, pilih **{label}**, lalu **{way}**. Biarkan halaman ini terbuka; langkah berikutnya dikerjakan di sampingnya.',
    en: 'In Percakapan, open **Settings → Channels → Connect a channel**, choose **{label}**, and then **{way}**. Leave the page open; the next steps are done beside it.',
  },
  // The panel's own words for the two ways: web/words.
  wayPage: { id: 'Masuk di situsnya', en: 'Sign in on its site' },
  wayPassword: { id: 'Sandi aplikasi', en: 'App password' },
  wayApi: { id: 'Otomatis', en: 'Automatic' },
  wayHand: { id: 'Kirim manual', en: 'Post by hand' },
  here: {
    id: 'Bila di langkah-langkah itu tertulis “di sini” atau “ke sini”, yang dimaksud adalah halaman Percakapan tadi. Isiannya:',
    en: 'Where the steps say “here”, they mean that page in Percakapan. Its fields:',
  },
  press: {
    id: 'Setelah terisi, tekan **Hubungkan {label}**. {label} ditanya saat itu juga, dan salurannya muncul di daftar.',
    en: 'When they are filled in, press **Connect {label}**. {label} is asked at once, and the channel appears in the list.',
  },
  pressOauth: {
    id: 'Setelah terisi, tekan **Lanjut ke {label}**. Beri izin di sana; Anda lalu dibawa kembali, dan salurannya muncul di daftar. Bila izin itu membuka beberapa akun, Anda memilih yang mana.',
    en: 'When they are filled in, press **Continue to {label}**. Give your permission there; you are brought back, and the channel appears in the list. If the permission opens several accounts, you choose which.',
  },
  pressAssisted: {
    id: 'Setelah terisi, tekan **Hubungkan {label}**; salurannya muncul di daftar.',
    en: 'When it is filled in, press **Connect {label}**; the channel appears in the list.',
  },
  required: { id: 'harus diisi', en: 'needed' },
  optional: { id: 'boleh kosong', en: 'may be empty' },
  example: { id: 'contoh:', en: 'for example' },
  initial: { id: 'sudah terisi', en: 'filled in already:' },
  kept: {
    id: 'disimpan terenkripsi, sehingga akun berikutnya tidak perlu mengisinya lagi',
    en: 'kept encrypted, so that the next account needs no typing',
  },
  secret: { id: 'rahasia, disimpan terenkripsi', en: 'a secret, kept encrypted' },
  byApi: { id: 'Lewat API', en: 'By the API' },
  byPage: { id: 'Masuk di situsnya sendiri', en: 'Sign in on its site' },
  byPassword: { id: 'Dengan sandi aplikasi', en: 'With an app password' },
  byHand: { id: 'Kirim manual', en: 'Post by hand' },
  byHandAbout: {
    id: 'Tanpa aplikasi, tanpa kunci, tanpa biaya. Pada waktunya Percakapan mengingatkan Anda, menyiapkan teksnya, dan membuka halaman kirim {label}; Anda yang menekan Kirim, lalu menempelkan alamat kirimannya. Tanggapan dan angka tidak ikut pulang.',
    en: 'No app, no key, nothing to pay. At its time Percakapan reminds you, has the text ready, and opens {label}’s own page for posting; you press Send, and paste the address of the post. Responses and figures do not come home.',
  },
  can: { id: 'Yang bisa dilakukan', en: 'What it can do' },
  ability: { id: 'Kemampuan', en: 'Ability' },
  verified: { id: 'Diuji terhadap', en: 'Verified against' },
  source: { id: 'Sumber', en: 'Source' },
  yourself: { id: 'Anda kirim manual', en: 'you post it by hand' },
  acts: {
    id: 'Tanggapan orang dapat dikelola dari Percakapan: {acts}.',
    en: 'What can be done about responses: {acts}.',
  },
  webhook: {
    id: 'Jejaring ini dapat memberi tahu server Anda begitu ada yang datang (webhook bertanda tangan ke `{address}`); tanpa itu, tanggapan tetap diambil dari waktu ke waktu.',
    en: 'The network can tell your server as soon as something comes (a signed webhook to `{address}`); without it, responses are still fetched from time to time.',
  },
  cannot: { id: 'Yang belum bisa, dan sebabnya', en: 'What it cannot do, and why' },
  limits: { id: 'Batas', en: 'Limits' },
  limit: { id: 'Batas', en: 'Limit' },
  limitsAbout: {
    id: 'Batas yang diberitahukan oleh akun atau server Anda lebih diutamakan daripada angka ini.',
    en: 'What your own account or server tells goes before these numbers.',
  },
  limitsByHand: { id: 'Bila dikirim manual:', en: 'When posted by hand:' },
  rates: { id: 'Laju pengiriman', en: 'Sending rate' },
  costs: { id: 'Biaya dan kuota', en: 'Costs and quotas' },
  nothing: {
    id: 'Jejaring ini tidak meminta biaya untuk kiriman, dan tidak punya kuota yang perlu dihitung.',
    en: 'The network asks nothing for a post, and has no quota that needs counting.',
  },
  price: { id: 'Satu kiriman memakai', en: 'A post uses up' },
  priceWithout: { id: 'Tanpa tautan', en: 'Without a link' },
  priceWith: { id: 'Dengan tautan', en: 'With a link' },
  options: { id: 'Pilihan khusus jejaring ini', en: 'Options of its own' },
  optionsAbout: {
    id: 'Saat menulis kiriman untuk {label}, Percakapan juga menanyakan:',
    en: 'When you write a post for {label}, Percakapan also asks for:',
  },
} satisfies Record<string, Words>

const callbackPath = '/api/channels/callback'

/** Path → contents, generated mark left out. */
export async function networkPages(): Promise<ReadonlyMap<string, string>> {
  const networks = await allNetworks()
  const made = new Map<string, string>()
  for (const language of languages) {
    made.set(`docs/networks/${language}/README.md`, indexPage(networks, language))
    for (const network of networks) made.set(`docs/networks/${language}/${network.name}.md`, page(network, language))
  }
  return made
}

function indexPage(networks: readonly Network[], language: Language): string {
  const rows = networks.map((network) => [
    `[${network.label}](${network.name}.md)`,
    wayWords(network, language),
    lengthWords(network.text.limits(), language),
    verificationWords[network.verification.by][language],
  ])
  const heads = [texts.network, texts.way, texts.text, texts.verified].map((words) => words[language])
  return sections(
    `# ${texts.networks[language]}`,
    `${say(texts.other, language, { file: 'README.md' })} · ${texts.guide[language]}`,
    texts.about[language],
    table(heads, rows),
    texts.verifiedAbout[language],
  )
}

function page(network: Network, language: Language): string {
  return sections(
    `# ${network.label}`,
    `${say(texts.other, language, { file: `${network.name}.md` })} · ${texts.all[language]}`,
    !isAbsent(network.blog) && say(texts.home, language, { label: network.label }),
    connectSection(network, language),
    canSection(network, language),
    cannotSection(network, language),
    limitsSection(network, language),
    costsSection(network, language),
    optionsSection(network, language),
  )
}

function wayWords({ identity }: Network, language: Language): string {
  return identity.ways.map(({ kind }) => texts[kind][language]).join(', ')
}

function connectSection(network: Network, language: Language): string {
  const { identity, label } = network
  const { ways } = identity
  const steps = ways.flatMap((way) => way.steps)
  const addresses = steps.some((step) => /\{(callback|webhook)\}/.test(step[language]))
  const sectionOf = (way: Connect) => {
    const { heading, chosen } = wayTexts(way, ways)
    return sections(
      ways.length > 1 && `### ${heading[language]}`,
      way.kind === 'assisted' && say(texts.byHandAbout, language, { label }),
      guide(network, way, language, ways.length > 1 ? chosen : undefined),
    )
  }
  return sections(`## ${texts.connect[language]}`, addresses && texts.addresses[language], ...ways.map(sectionOf))
}

/** What a way is called here, and in the panel. */
function wayTexts({ kind }: Connect, ways: readonly Connect[]): { heading: Words; chosen: Words } {
  if (kind === 'assisted') return { heading: texts.byHand, chosen: texts.wayHand }
  if (ways.filter((way) => way.kind !== 'assisted').length < 2) return { heading: texts.byApi, chosen: texts.wayApi }
  return kind === 'oauth'
    ? { heading: texts.byPage, chosen: texts.wayPage }
    : { heading: texts.byPassword, chosen: texts.wayPassword }
}

/** The steps, from the panel's page on, and its fields. `way` is chosen where there are two. */
function guide(network: Network, { kind, steps, fields }: Connect, language: Language, way?: Words): string {
  const { label } = network
  const open = way ? say(texts.openWay, language, { label, way: way[language] }) : say(texts.open, language, { label })
  const own = steps.map((step) => filled(escaped(step[language]), network, language))
  const press = { form: texts.press, oauth: texts.pressOauth, assisted: texts.pressAssisted }[kind]
  return sections(
    [open, ...own].map((step, at) => `${at + 1}. ${step}`).join('\n'),
    texts.here[language],
    fields.map((field) => fieldLine(field, language)).join('\n'),
    say(press, language, { label }),
  )
}

/** The addresses of one's own server, in the form that they have. */
function filled(step: string, { name }: Network, language: Language): string {
  const server = `https://${texts.yourAddress[language]}`
  return step
    .replaceAll('{callback}', `\`${server}${callbackPath}\``)
    .replaceAll('{webhook}', `\`${server}/hooks/${name}/…\``)
}

function fieldLine(
  { label, hint, placeholder, initial, required, type, app }: ConnectField,
  language: Language,
): string {
  const about = [
    texts[required ? 'required' : 'optional'][language],
    ...(app ? [texts.kept[language]] : type === 'password' ? [texts.secret[language]] : []),
    ...(placeholder ? [`${texts.example[language]} \`${inBoth(placeholder)[language]}\``] : []),
    ...(initial ? [`${texts.initial[language]} \`${initial}\``] : []),
  ]
  return `- **${escaped(label[language])}** (${about.join('; ')}).${hint ? ` ${escaped(hint[language])}` : ''}`
}

function canSection(network: Network, language: Language): string {
  const rows = abilities(network).map((ability) => {
    const verification = verificationOf(network, ability)
    const by = verification ? verificationWords[verification.by][language] : texts.yourself[language]
    return [abilityWords[ability][language], by, verification?.source ?? '']
  })
  const acts = actsOf(network)
    .map((act) => actWords[act][language])
    .join(', ')
  const address = `https://${texts.yourAddress[language]}/hooks/${network.name}/…`
  return sections(
    `## ${texts.can[language]}`,
    table([texts.ability[language], texts.verified[language], texts.source[language]], rows),
    acts !== '' && say(texts.acts, language, { acts }),
    whyNot(network, 'webhook') === undefined && say(texts.webhook, language, { address }),
  )
}

function cannotSection(network: Network, language: Language): string | undefined {
  const reasons = Object.entries(reasonsOf(network)) as [Capability, Words][]
  const lines = reasons.map(([one, reason]) => `- ${abilityWords[one][language]}: ${escaped(reason[language])}`)
  return lines.length === 0 ? undefined : sections(`## ${texts.cannot[language]}`, lines.join('\n'))
}

function limitsSection(network: Network, language: Language): string {
  const byHand = limitsByHand(network)
  const rates = (present(network.sending)?.rates ?? []).map((rate) => `- ${rateWords(rate, language)}: ${rate.source}`)
  const shown = (limits: Limits) => table([texts.limit[language], ''], limitRows(limits, language))
  return sections(
    `## ${texts.limits[language]}`,
    texts.limitsAbout[language],
    shown(network.text.limits()),
    byHand && texts.limitsByHand[language],
    byHand && shown(byHand),
    `${texts.source[language]}: ${network.text.source}`,
    rates.length > 0 && `**${texts.rates[language]}**\n\n${rates.join('\n')}`,
  )
}

function costsSection(network: Network, language: Language): string {
  const title = `## ${texts.costs[language]}`
  const quotas = quotasOf(network)
  if (quotas.length === 0) return sections(title, texts.nothing[language])
  const lines = quotas.map(
    (quota) =>
      `- **${quota.label[language]}**: ${quotaWords(quota, language)}. ${texts.source[language]}: ${quota.source}`,
  )
  const { withoutLink, withLink } = prices(network)
  const rows = [
    [texts.priceWithout[language], priceWords(withoutLink, network, language)],
    [texts.priceWith[language], priceWords(withLink, network, language)],
  ]
  return sections(title, lines.join('\n'), present(network.sending)?.price && table([texts.price[language], ''], rows))
}

function optionsSection(network: Network, language: Language): string | undefined {
  const options = network.text.options ?? []
  if (options.length === 0) return undefined
  const lines = options.map((option) => {
    const hint = option.hint ? ` ${escaped(option.hint[language])}` : ''
    return `- **${escaped(option.label[language])}** (${escaped(optionWords(option, language))}).${hint}`
  })
  const about = say(texts.optionsAbout, language, { label: network.label })
  return sections(`## ${texts.options[language]}`, about, lines.join('\n'))
}

/** What there is, with an empty line between. */
function sections(...parts: readonly (string | false | undefined)[]): string {
  return `${parts
    .filter((part) => typeof part === 'string')
    .map((part) => part.trimEnd())
    .join('\n\n')}\n`
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(heads), `|${'---|'.repeat(heads.length)}`, ...rows.map(line)].join('\n')
}

/** Words that hold nothing that Markdown would read as its own. */
function escaped(words: string): string {
  return words.replace(/[\\`*<>[\]]/g, '\\$&')
}
