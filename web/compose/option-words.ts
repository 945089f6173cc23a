import type { Channel, Words } from '../../src/http/api.ts'

/** What was chosen of a channel's own options, in words: what stands there without being chosen too. */
export function optionWords(
  { options }: Pick<Channel, 'options'>,
  chosen: Readonly<Record<string, string>>,
  say: (words: Words) => string,
): string[] {
  return options.flatMap((option) => {
    const value = chosen[option.name] ?? option.initial ?? ''
    if (value === '') return []
    if (option.kind === 'switch') return [say(option.label).toLocaleLowerCase()]
    if (option.kind === 'text') return [`${say(option.label)}: ${value}`]
    const choice = option.choices?.find((one) => one.value === value)
    // Of choices that only the network knows, the value names nothing to a person.
    return [choice ? say(choice.label).toLocaleLowerCase() : say(option.label)]
  })
}
