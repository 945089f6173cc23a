import { journal } from './journal/index.ts'
import { magazine } from './magazine/index.ts'
import { notebook } from './notebook/index.ts'
import type { Theme } from './theme.ts'

/** All themes, in the order in which people choose among them. A new one is a folder of this one, and a line here. */
export const themes: readonly Theme[] = [journal, magazine, notebook]

/** What a blog has before anybody chose: the calm one. */
export const defaultTheme: Theme = journal

/** A theme by its id; the calm one for an id that there is not (any more). */
export const themeNamed = (id: string): Theme => themes.find((theme) => theme.id === id) ?? defaultTheme
