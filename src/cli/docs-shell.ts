/** The guide's pages about the shell: every setting of config.ts, every command of the register. Part of `npm run docs`. */
import { settings } from '../config.ts'
import { type Language, languages, say, type Words } from '../core/words.ts'
import { commands } from './register.ts'

const texts = {
  settings: { id: 'Pengaturan', en: 'Settings' },
  settingsAbout: {
    id: 'Semua pengaturan adalah variabel lingkungan, dan tidak satu pun wajib. Contoh: `PORT=8080 npm start`. Nilai yang tidak dapat dipakai ditolak saat program dimulai, dengan penjelasan.',
    en: 'All settings are environment variables, and none is needed. For example: `PORT=8080 npm start`. A value that can’t be used is refused when the program starts, with an explanation.',
  },
  initial: { id: 'Tanpa diisi: `{value}`', en: 'When not set: `{value}`' },
  none: { id: 'Tanpa diisi: tidak dipakai', en: 'When not set: not used' },
  commands: { id: 'Perintah', en: 'Commands' },
  commandsAbout: {
    id: '`npm start` menjalankan semuanya; `bin/percakapan.mjs web` dan `bin/percakapan.mjs worker` menjalankan bagiannya terpisah. Perintah lain ada di bawah; `--help` menjelaskan masing-masing. Kode keluar: 0 baik, 1 ada temuan atau sebagian gagal, 2 salah pakai.',
    en: '`npm start` runs everything; `bin/percakapan.mjs web` and `bin/percakapan.mjs worker` run its parts apart. The other commands are below; `--help` explains each. Exit codes: 0 fine, 1 findings or partly failed, 2 wrong use.',
  },
} satisfies Record<string, Words>

/** Path → contents, generated mark left out. */
export async function shellPages(): Promise<ReadonlyMap<string, string>> {
  const made = new Map<string, string>()
  for (const language of languages) {
    made.set(`docs/guide/${language}/settings.md`, settingsPage(language))
    made.set(`docs/guide/${language}/commands.md`, await commandsPage(language))
  }
  return made
}

function settingsPage(language: Language): string {
  const sections = Object.entries(settings).map(([name, setting]) => {
    const initial = setting.initial ? say(texts.initial, language, { value: setting.initial }) : texts.none[language]
    return `## ${name}\n\n${setting[language]}. ${initial}.\n`
  })
  return `# ${texts.settings[language]}\n\n${texts.settingsAbout[language]}\n\n${sections.join('\n')}`
}

async function commandsPage(language: Language): Promise<string> {
  const sections: string[] = []
  for (const [name, entry] of Object.entries(commands)) {
    const { command } = await entry.load()
    const usage = ['percakapan', name, ...(command.arguments ?? []).map((argument) => argument.name)].join(' ')
    const lines = [
      ...(command.arguments ?? []).map((argument) => `- \`${argument.name}\`: ${argument.about[language]}`),
      ...(command.options ?? []).map((option) => `- \`${option.flags}\`: ${option.about[language]}`),
    ]
    const examples = command.examples?.length ? `\n\`\`\`sh\n${command.examples.join('\n')}\n\`\`\`\n` : ''
    sections.push(`## ${name}\n\n${entry.about[language]}.\n\n\`${usage}\`\n\n${lines.join('\n')}\n${examples}`)
  }
  return `# ${texts.commands[language]}\n\n${texts.commandsAbout[language]}\n\n${sections.join('\n')}`
}
