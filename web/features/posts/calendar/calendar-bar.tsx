import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../base/session.tsx'
import { useDayWords } from './day-words.ts'
import { turned } from './days.ts'
import { ShowMenu } from './show-menu.tsx'
import type { useAddress } from './use-calendar.ts'

type Address = ReturnType<typeof useAddress>

/** Which days are shown and how, what of them, and writing: one row. */
export function CalendarBar({ address, onSelect }: { address: Address; onSelect(): void }) {
  const { t } = useTranslation()
  const may = useMay()
  const words = useDayWords()
  const { view, date, today, narrow, go } = address
  const turn = (by: 1 | -1) => void go({ date: turned(view, date, by) })
  return (
    <header className="calendar-bar">
      <h1 className="grow" aria-live="polite">
        {narrow ? words.month(date, view === 'list') : words.title(view, date)}
      </h1>
      {!(narrow && view === 'list') && (
        <Turning narrow={narrow} onTurn={turn} onToday={() => void go({ date: today })} />
      )}
      <span className="space" />
      <SegmentedControl
        aria-label={t('calendar.view')}
        value={view}
        onChange={(value) => void go({ view: value })}
        data={(narrow ? (['list', 'month'] as const) : (['month', 'week'] as const)).map((value) => ({
          value,
          label: t(`calendar.views.${value}`),
        }))}
      />
      <ShowMenu address={address} small={narrow} onSelect={onSelect} />
      {!narrow && may('send') && (
        <Button component={Link} to="/posts/new" leftSection={<IconPlus size={18} aria-hidden />}>
          {t('calendar.write')}
        </Button>
      )}
    </header>
  )
}

function Turning({ narrow, onTurn, onToday }: { narrow: boolean; onTurn(by: 1 | -1): void; onToday(): void }) {
  const { t } = useTranslation()
  return (
    <div className="turning">
      <ActionIcon variant="subtle" size={narrow ? 44 : 36} aria-label={t('calendar.before')} onClick={() => onTurn(-1)}>
        <IconChevronLeft size={20} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="subtle" size={narrow ? 44 : 36} aria-label={t('calendar.after')} onClick={() => onTurn(1)}>
        <IconChevronRight size={20} aria-hidden />
      </ActionIcon>
      {!narrow && (
        <Button variant="subtle" size="sm" onClick={onToday}>
          {t('calendar.today')}
        </Button>
      )}
    </div>
  )
}
