import { Checkbox, Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { NetworkInfo } from '../../../src/http/api.ts'
import { useSay } from '../../base/i18n.ts'
import { useKept } from '../../base/kept.ts'
import { stepPieces } from '../../base/step-pieces.ts'
import { CopyText } from '../../ui/copy-text.tsx'

/** A step's words, with links that lead there and with what is copied over there. */
function StepWords({ text }: { text: string }) {
  return stepPieces(text, window.location.origin).map((piece, at) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text in their order
    if (piece.kind === 'copy') return <CopyText key={at} text={piece.text} />
    if (piece.kind === 'words') return piece.text
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same
      <a key={at} href={piece.href} target="_blank" rel="noopener">
        {piece.text}
      </a>
    )
  })
}

/** What to do at the network, step by step; what is done is remembered on this device while one is over there. */
export function ConnectSteps({ name, steps }: { name: string; steps: NetworkInfo['ways'][number]['steps'] }) {
  const { t } = useTranslation()
  const say = useSay()
  const [done, keep] = useKept<number[]>(`connect:${name}`, [])
  const count = steps.filter((_step, at) => done.includes(at)).length
  if (!steps.length) return null
  const mark = (at: number) => keep(done.includes(at) ? done.filter((one) => one !== at) : [...done, at])
  return (
    <section className="connect-steps" aria-label={t('channels.steps')}>
      {steps.length > 1 && (
        <>
          <p className="small quiet" role="status">
            {t('channels.stepsDone', { done: count, count: steps.length })}
          </p>
          <Progress value={(count / steps.length) * 100} size="xs" aria-hidden />
        </>
      )}
      <ol>
        {steps.map((step, at) => (
          <li key={step.en} className={done.includes(at) ? 'done' : undefined}>
            <Checkbox
              checked={done.includes(at)}
              aria-label={t('channels.stepDone', { nth: at + 1 })}
              onChange={() => mark(at)}
            />
            <span>
              <StepWords text={say(step)} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
