import { Anchor, Button, TextInput } from '@mantine/core'
import { IconCopy, IconDownload, IconExternalLink } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Delivery } from '../../src/http/api.ts'
import { asProblem } from '../base/api.ts'
import { useSay } from '../base/i18n.ts'
import { smallPicture } from '../base/small-picture.ts'
import { ProblemNotice } from '../ui/parts.tsx'
import { toast } from '../ui/toasts.tsx'
import { carriesText } from './carries-text.ts'
import { useAction } from './use-action.ts'

/** Takes the address of what a person posted by hand, or found; where posts have none, only their word. */
export function ConfirmForm({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation()
  const say = useSay()
  const [permalink, setPermalink] = useState('')
  const act = useAction(delivery, () => toast(t('posts.confirmed')))
  const { confirmExample: example } = delivery
  return (
    <form
      className="row"
      style={{ alignItems: 'flex-end' }}
      onSubmit={(event) => {
        event.preventDefault()
        act.mutate({ action: 'confirm', body: example === null ? {} : { permalink: permalink.trim() } })
      }}
    >
      {example !== null && (
        <TextInput
          className="grow"
          style={{ minWidth: 200 }}
          size="sm"
          inputMode="url"
          required
          withAsterisk={false}
          placeholder={say(example)}
          label={t('posts.confirmAddress', { network: delivery.channel.networkLabel })}
          value={permalink}
          error={act.error ? say(asProblem(act.error).words) : null}
          onChange={(event) => setPermalink(event.currentTarget.value)}
        />
      )}
      <Button size="sm" variant="default" type="submit" loading={act.isPending}>
        {t('posts.action.confirm')}
      </Button>
      {example === null && <ProblemNotice error={act.error} />}
    </form>
  )
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false // not on https, or refused: the text can still be selected on the page
  }
}

/** The words to take along, a button for each message of a thread. */
function CopyWords({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation()
  const texts = delivery.parts.length ? delivery.parts.map((part) => part.text) : [delivery.text]
  const numbered = texts.map((text, at) => ({ text, n: at + 1 }))
  return numbered.map(({ text, n }) => (
    <Button
      key={n}
      size="sm"
      variant="default"
      leftSection={<IconCopy size={17} aria-hidden />}
      onClick={() => void copy(text).then((done) => toast(t(done ? 'common.copied' : 'posts.copyFailed')))}
    >
      {texts.length > 1 ? t('posts.byHand.copyPart', { n }) : t('posts.byHand.copyText')}
    </Button>
  ))
}

/** Pictures and video, to be saved on this device. */
function SaveFiles({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation()
  const files = [...delivery.parts.flatMap(({ pictures }) => pictures), ...(delivery.video ? [delivery.video] : [])]
  return files.map(({ id, url, alt, mime }, at) => (
    <Anchor key={id} className="by-hand-file" href={url} download size="sm" title={alt}>
      {mime.startsWith('image/') && <img src={smallPicture(id)} alt="" width={40} height={40} loading="lazy" />}
      <IconDownload size={17} aria-hidden />
      {t(mime.startsWith('image/') ? 'posts.byHand.picture' : 'posts.byHand.video', { n: at + 1 })}
    </Anchor>
  ))
}

/** What a person does with their own hands, in the order in which it is done: the words, the files, the network, the address. */
export function ByHand({ delivery, mayConfirm }: { delivery: Delivery; mayConfirm: boolean }) {
  const { t } = useTranslation()
  const { composer, channel } = delivery
  const network = channel.networkLabel
  const files = delivery.video !== undefined || delivery.parts.some(({ pictures }) => pictures.length > 0)
  const filled = delivery.parts.length < 2 && carriesText(composer, delivery.parts[0]?.text ?? delivery.text)
  const words = <CopyWords key="copy" delivery={delivery} />
  const steps: [string, ReactNode][] = [
    ...(filled ? [] : [[t('posts.byHand.copy'), words] as [string, ReactNode]]),
    ...(files ? [[t('posts.byHand.save'), <SaveFiles key="save" delivery={delivery} />] as [string, ReactNode]] : []),
    [
      t(filled ? 'posts.byHand.openFilled' : 'posts.byHand.open', { network }),
      composer && (
        <Button
          key="open"
          size="sm"
          variant="light"
          component="a"
          href={composer}
          target="_blank"
          rel="noopener"
          leftSection={<IconExternalLink size={17} aria-hidden />}
        >
          {t('posts.openComposer', { network })}
        </Button>
      ),
    ],
  ]
  return (
    <div className="stack tight">
      <p className="small quiet">{t('posts.youPressSend', { network })}</p>
      <ol className="by-hand">
        {steps.map(([words, tools]) => (
          <li key={words}>
            <span className="medium">{words}</span>
            <div className="row tight">{tools}</div>
          </li>
        ))}
        {mayConfirm && (
          <li>
            <span className="medium">
              {t(delivery.confirmExample === null ? 'posts.byHand.say' : 'posts.byHand.give')}
            </span>
            <ConfirmForm delivery={delivery} />
          </li>
        )}
      </ol>
    </div>
  )
}
