import { Button, Checkbox, Popover } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconFilterFilled } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../base/session.tsx'
import { useStore } from '../../../base/store.ts'
import { StateFilter } from '../../../deliveries/state-filter.tsx'
import { ChannelFilter } from '../../../ui/channel-filter.tsx'
import { movesMade, undoLast } from './undo-moves.ts'
import { chooseHolidays, chooseShown, type useAddress, useHolidayCountry, useShownKinds } from './use-calendar.ts'
import { useNextFree } from './use-next-free.ts'

type Address = ReturnType<typeof useAddress>

/** What the calendar shows of all that there is, in one menu: kinds, channels, a state; finding the next free slot, choosing several. */
export function ShowMenu({ address, small, onSelect }: { address: Address; small: boolean; onSelect(): void }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const { search } = address
  const narrowed = Boolean(search.channelId || search.state)
  const Sign = narrowed ? IconFilterFilled : IconAdjustmentsHorizontal
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" shadow="md" trapFocus returnFocus width={280}>
      <Popover.Target>
        <Button
          variant={narrowed ? 'light' : 'default'}
          className={small ? 'show-small' : undefined}
          aria-label={t(narrowed ? 'calendar.showNarrowed' : 'calendar.show')}
          leftSection={<Sign size={18} aria-hidden />}
          onClick={() => setOpen((before) => !before)}
        >
          {!small && t(narrowed ? 'calendar.narrowed' : 'calendar.show')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('calendar.show')}>
        <Choices address={address} onDone={() => setOpen(false)} onSelect={onSelect} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Choices({ address, onDone, onSelect }: { address: Address; onDone(): void; onSelect(): void }) {
  const { t } = useTranslation()
  const may = useMay()
  const { search, go } = address
  const { slots, repeats } = useShownKinds()
  const country = useHolidayCountry()
  const nextFree = useNextFree(address)
  const moves = useStore(movesMade)
  const close = (then: () => unknown) => () => {
    onDone()
    void then()
  }
  return (
    <div className="show-menu">
      <Checkbox label={t('calendar.freeSlots')} checked={slots} onChange={() => chooseShown({ slots: !slots })} />
      <Checkbox label={t('shell.repeats')} checked={repeats} onChange={() => chooseShown({ repeats: !repeats })} />
      <Checkbox
        label={t('calendar.holidaysOfIndonesia')}
        checked={country === 'ID'}
        onChange={() => chooseHolidays(country === 'ID' ? 'none' : 'ID')}
      />
      <hr />
      <ChannelFilter
        value={search.channelId}
        onChange={(channelId) => void go({ channelId: channelId || undefined })}
      />
      <StateFilter value={search.state} onChange={(state) => void go({ state: state || undefined })} />
      <hr />
      {moves.length > 0 && (
        <Button variant="subtle" justify="flex-start" onClick={close(undoLast)}>
          {t('calendar.undoMove')}
        </Button>
      )}
      <Button variant="subtle" justify="flex-start" onClick={close(nextFree)}>
        {t('calendar.nextFree')}
      </Button>
      {may('send') && (
        <Button variant="subtle" justify="flex-start" onClick={close(onSelect)}>
          {t('calendar.select')}
        </Button>
      )}
    </div>
  )
}
