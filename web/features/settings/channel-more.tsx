import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Channel } from '../../../src/http/api.ts'
import { slotsQuery } from '../../base/queries.ts'
import { Dialog } from '../../ui/dialog.tsx'
import type { More } from './channel-menu.tsx'
import { ChannelQuotas } from './channel-quotas.tsx'
import { ArticlesOf } from './home-articles.tsx'
import { ScheduleEditor } from './rhythm-editor.tsx'

interface MoreProps {
  channel: Channel
  onDone(): void
}

function Schedule({ channel, onDone }: MoreProps) {
  const rhythm = useQuery(slotsQuery).data?.find(({ channelId }) => channelId === channel.id)
  return rhythm ? <ScheduleEditor channel={channel} rhythm={rhythm} onDone={onDone} /> : null
}

/** What the community there wants to be heeded, in its own words. */
function Rules({ channel: { rules } }: MoreProps) {
  return (
    <ol className="stack tight" style={{ paddingLeft: 22 }}>
      {rules.map(({ title, text }) => (
        <li key={title}>
          <span className="strong">{title}</span> {text}
        </li>
      ))}
    </ol>
  )
}

/** What was chosen in a channel's menu: its schedule below the row; what is read in a dialog. */
export function ChannelMore({ channel, what, onDone }: MoreProps & { what: More | undefined }) {
  const { t } = useTranslation()
  if (what === 'schedule')
    return (
      <div className="channel-more">
        <Schedule channel={channel} onDone={onDone} />
      </div>
    )
  if (what === 'budget')
    return (
      <div className="channel-more stack">
        <ChannelQuotas channel={channel} />
      </div>
    )
  if (what === 'articles')
    return (
      <Dialog onClose={onDone} title={t('channels.articlesAt', { name: channel.name })} size="lg">
        <ArticlesOf channel={channel} />
      </Dialog>
    )
  if (what === 'rules')
    return (
      <Dialog onClose={onDone} title={t('channels.theRules')}>
        <Rules channel={channel} onDone={onDone} />
      </Dialog>
    )
  return null
}
