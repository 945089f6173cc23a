import { Button, Checkbox, Popover } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../base/session.tsx'
import { StateFilter } from '../../../deliveries/state-filter.tsx'
import { ChannelFilter } from '../../../ui/channel-filter.tsx'
import { chooseHolidays, chooseShown, type useAddress, useHolidayCountry, useShownKinds } from './use-calendar.ts'
import { useNextFree } from './use-next-free.ts'

type Address = ReturnType<typeof useAddress>

/** What the calendar shows of all that there is, in one menu: kinds, channels, a state; finding the next free slot, choosing several. */
export function ShowMenu({ address, small, onSelect }: { address: Address; small: boolean; onSelect(): void }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const { search } = address
  const { slots, repeats } = useShownKinds()
  const holidays = useHolidayCountry() !== ''
  const count = [slots, repeats, holidays, search.channelId, search.state].filter(Boolean).length
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" shadow="md" trapFocus returnFocus width={280}>
      <Popover.Target>
        <Button
          variant="default"
          className={small ? 'show-small' : undefined}
          aria-label={t('calendar.show')}
          leftSection={<IconFilter size={18} aria-hidden />}
          onClick={() => setOpen((before) => !before)}
        >
          {!small && (
            <span>
              {t('calendar.show')} <span className="quiet">{count}</span>
            </span>
          )}
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
