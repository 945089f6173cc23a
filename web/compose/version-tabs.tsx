import './post.css'
import { IconAlertTriangle, IconLink, IconPencil } from '@tabler/icons-react'
import { type KeyboardEvent, memo, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Left } from './left-words.ts'

/** One version of a post: its channel, and how it stands there in two words. */
export interface VersionTab {
  /** `undefined`: the main text. */
  channelId: string | undefined
  name: string
  /** Follows the main text, or has its own; `main` is the main text itself. */
  tie: 'main' | 'follows' | 'own'
  /** Something has to be done before it can be sent. */
  wrong: boolean
  left: Left
}

const icons = { follows: IconLink, own: IconPencil }

interface TabProps {
  tab: VersionTab
  chosen: boolean
  panel: string
  onChoose(channelId: string | undefined): void
}

/** With every key all tabs are asked how they stand, and hardly one of them stands otherwise. */
const alike = (a: TabProps, b: TabProps): boolean =>
  a.chosen === b.chosen && a.onChoose === b.onChoose && JSON.stringify(a.tab) === JSON.stringify(b.tab)

/** One of them. */
const Tab = memo(function Tab({ tab, chosen, panel, onChoose }: TabProps) {
  const { t } = useTranslation()
  const own = useRef<HTMLButtonElement>(null)
  const before = useRef(chosen)
  useEffect(() => {
    // What is chosen as the page opens is in sight; asking where it is would keep the first key waiting.
    if (chosen && !before.current) own.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    before.current = chosen
  }, [chosen])
  const Icon = tab.wrong ? IconAlertTriangle : tab.tie === 'main' ? undefined : icons[tab.tie]
  return (
    <button
      type="button"
      role="tab"
      ref={own}
      className={`version-tab ${tab.wrong ? 'over' : tab.left.tone}`}
      aria-selected={chosen}
      aria-controls={panel}
      tabIndex={chosen ? 0 : -1}
      onClick={() => onChoose(tab.channelId)}
    >
      <span>{tab.name}</span>
      <span className="version-state">
        {Icon && <Icon size={14} aria-hidden />}
        {tab.tie !== 'main' && <span className="hidden-but-read">{t(`posts.tie.${tab.tie}`)}, </span>}
        {tab.left.words}
      </span>
    </button>
  )
}, alike)

/** Left and right choose, as in every row of tabs (https://www.w3.org/WAI/ARIA/apg/patterns/tabs/). */
function moveInTabs(event: KeyboardEvent<HTMLDivElement>): void {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('[role="tab"]')]
  const at = tabs.indexOf(document.activeElement as HTMLButtonElement)
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key]
  if (at < 0 || to === undefined) return
  event.preventDefault()
  const tab = tabs[(to + tabs.length) % tabs.length]
  tab?.focus()
  tab?.click()
}

/** The main text, and the version of each channel that is switched on; each says its state. */
export function VersionTabs({
  tabs,
  value,
  panel,
  onChange,
}: {
  tabs: readonly VersionTab[]
  /** The channel whose version is open; `undefined`: the main text. */
  value: string | undefined
  /** The id of the element that shows the version. */
  panel: string
  onChange(channelId: string | undefined): void
}) {
  const { t } = useTranslation()
  return (
    <div className="version-tabs" role="tablist" aria-label={t('posts.versions')} onKeyDown={moveInTabs}>
      {tabs.map((tab) => (
        <Tab key={tab.channelId ?? ''} tab={tab} chosen={tab.channelId === value} panel={panel} onChoose={onChange} />
      ))}
    </div>
  )
}
