import type { Lead } from '../core/text/leads.ts'
import type { Words } from '../core/words.ts'

/** What a rule serves, in the order in which people are told of them. */
export const pillars = ['home', 'brand', 'manners', 'limits'] as const
/** The rule's place in the mission: the blog is home, one brand, conversation first; or a network's own limits. */
export type Pillar = (typeof pillars)[number]

/** From what stops a post to what only hints. */
export const severities = ['error', 'warning', 'hint'] as const
/** `error` stops the sending, `warning` asks the person to look, `hint` is advice. */
export type Severity = (typeof severities)[number]

/** What a check looks at: the words that would leave, and where to. Offsets in findings are into `text`. */
export interface CheckDraft {
  text: string
  /** The network's name, where it is known. */
  network?: string
  /** `true` for an answer to a person. */
  reply?: boolean
  /** The address that the post's card leads to. */
  link?: string
  /** The link travels in a card, outside the text. */
  card?: boolean
  /** `start` and `end`: where one stands in the text, if it does. */
  pictures?: readonly { id?: string; alt: string; start?: number; end?: number }[]
  title?: string
  language?: string
  /** Words of the text that stand for an address: what Markdown hides from who reads it. */
  leads?: readonly Lead[]
  /** What follows it as messages of their own: a thread, a first reply. */
  further?: readonly string[]
}

/** What is known about the world when a draft is checked. Every field may be missing; a check then stays silent. */
export interface Facts {
  brand?: {
    name: string
    /** With or without `@`. */
    handles: readonly string[]
    /** The brand's own addresses: blog, product site, profiles. The first is home. */
    homeLinks: readonly string[]
  }
  /** The channel itself shows the brand's name, so the post need not say it again. */
  channelName?: string
  /** What the network counts and allows. */
  limits?: {
    length: number
    bytes?: number
    measured: number
    tags: number
    unit: string
    altLength?: number
    title?: number
    /** How many parts the post becomes there: more than one is a thread. Absent or 1: one message. */
    parts?: number
  }
  /** Whether `link` answered 200 when last asked. */
  linkAnswers?: boolean
  /** What was said lately ({@link lookBackDays}): where, when and to whom. */
  earlier?: readonly { text: string; channel: string; reply: boolean; at: Date }[]
  /** What the very channel that the draft goes to has said lately, and is to say: by a post, or by a repeat. `timeZone` is an IANA name. */
  here?: readonly { text: string; at: Date; timeZone: string; by: 'said' | 'post' | 'repeat' }[]
  /** The channel is a community of other people, where one is a guest: the channel as in `earlier`, and its name. */
  community?: { channel: string; name: string }
  /** Other channels that get this very post now. */
  alsoTo?: readonly { channel: string; text: string }[]
  /** What a channel of `earlier` and `alsoTo` is: the network's name, and whether strangers meet there. */
  channelKinds?: ReadonlyMap<string, { network: string; community: boolean }>
  /** What people call a channel of `earlier` and `alsoTo`. One that has no name here is not named to anybody. */
  channelNames?: ReadonlyMap<string, string>
  /** For a reply: what the person asked, and who takes part. */
  conversation?: { text: string; asksForLink: boolean; people: readonly string[] }
  /** Handles of people who know us: they wrote to us, or we to them. */
  acquaintances?: readonly string[]
  now?: Date
}

/** How many days back the checks look into `earlier`: in the community that a post goes to, and everywhere. */
export const lookBackDays = { community: 30, everywhere: 7 }

/** What a check found in a draft. */
export interface Finding {
  check: string
  severity: Severity
  pillar: Pillar
  /** UTF-16 offsets into the draft's text, half-open; the whole text where no words can be pointed at. */
  start: number
  end: number
  /** What is wrong, why, and how to mend it. */
  message: Words
  /** The whole text, mended, where that can be done. */
  mend?: string
}

/** A draft that shows the rule: its test, and an example on its documentation page. */
export interface Example {
  draft: CheckDraft
  facts?: Facts
  /** For a bad example with a mend: what it becomes. */
  mended?: string
  /** For a bad example that is judged otherwise than the check usually does. */
  severity?: Severity
}

/** One rule about outgoing words. Pure. */
export interface Check {
  readonly id: string
  readonly pillar: Pillar
  readonly severity: Severity
  readonly title: Words
  /** Why the rule is there and how to keep it: the documentation page. */
  readonly why: Words
  readonly good: readonly Example[]
  readonly bad: readonly Example[]
  run(draft: CheckDraft, facts: Facts): Finding[]
}
