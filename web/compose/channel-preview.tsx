import './post.css'
import {
  IconBookmark,
  IconHeart,
  IconMessageCircle,
  IconRepeat,
  IconSend2,
  IconShare2,
  IconThumbUp,
} from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel, Part, Preview } from '../../src/http/api.ts'
import { useLanguage } from '../base/i18n.ts'
import { Face } from '../ui/face.tsx'
import { NetworkMark } from '../ui/network-mark.tsx'
import { leftIn } from './left-words.ts'
import { PartCard, PartMedia, PartWords } from './part-preview.tsx'
import { type PreviewForm, previewForm } from './preview-form.ts'
import { Prices } from './prices.tsx'

/** What readers there can do, as they see it: only to look at. */
const deeds: Readonly<Record<PreviewForm, readonly (typeof IconHeart)[]>> = {
  note: [IconMessageCircle, IconRepeat, IconHeart, IconShare2],
  picture: [IconHeart, IconMessageCircle, IconSend2, IconBookmark],
  page: [IconThumbUp, IconMessageCircle, IconShare2],
  article: [],
}

type Who = Pick<Channel, 'name' | 'handle' | 'avatar'>

/** Who says it, as the network shows it. */
function Author({ who }: { who: Who }) {
  return (
    <p className="shown-author">
      <span className="strong">{who.name}</span> <span className="quiet">{who.handle}</span>
    </p>
  )
}

/** One message, as people will see it there. */
function Message({ part, who, form }: { part: Part; who: Who; form: PreviewForm }) {
  const { t } = useTranslation()
  const words = <PartWords part={part} />
  const media = <PartMedia part={part} />
  return (
    <div className={`shown as-${form}`}>
      <Face name={who.name} src={who.avatar} size={form === 'note' ? 40 : 32} />
      <div className="shown-body">
        <Author who={who} />
        {part.follows && <p className="small quiet">{t('posts.underFirst')}</p>}
        {part.warning && <p className="small shown-warning">{t('posts.warningShown', { warning: part.warning })}</p>}
        {form === 'picture' && media}
        {part.title && <p className="shown-title">{part.title}</p>}
        {words}
        {form !== 'picture' && media}
        {part.card && <PartCard card={part.card} />}
        {deeds[form].length > 0 && (
          <div className="shown-deeds" aria-hidden="true">
            {deeds[form].map((Icon) => (
              <Icon key={Icon.displayName} size={17} stroke={1.6} />
            ))}
          </div>
        )}
      </div>
    </div>
  )
}

/** Before anything is written: who will speak. */
function Nothing({ who }: { who: Who }) {
  const { t } = useTranslation()
  return (
    <div className="shown as-note">
      <Face name={who.name} src={who.avatar} size={40} />
      <div className="shown-body">
        <Author who={who} />
        <p className="quiet">{t('posts.nothingYet')}</p>
      </div>
    </div>
  )
}

/** Exactly the words that a channel gets, about as they will look there, with how much room is left and what it costs. */
export const ChannelPreview = memo(function ChannelPreview({
  channel,
  name,
  preview,
}: {
  channel: Channel
  /** How the channel is called. */
  name: string
  /** `undefined` before there is anything to see. */
  preview: Preview | undefined
}) {
  const { t } = useTranslation()
  const language = useLanguage()
  const left = preview && leftIn(preview, t, language)
  const form = previewForm(channel.limits, preview?.parts[0])
  return (
    <section className="channel-preview" aria-label={t('posts.previewOf', { channel: name })}>
      <header>
        <NetworkMark network={channel.network} />
        <span className="quiet clip grow">{name}</span>
        {left && <span className={`strong left-${left.tone}`}>{left.words}</span>}
      </header>
      <div className="shown-post">
        {preview ? (
          preview.parts.map((part, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the thread
            <Message key={at} part={part} who={channel} form={form} />
          ))
        ) : (
          <Nothing who={channel} />
        )}
      </div>
      {preview && <Prices prices={preview.prices} />}
    </section>
  )
})
