import { useEffect, useReducer } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../src/http/api.ts'
import { Face } from '../../ui/face.tsx'

type Reader = Conversation['readers'][number]

/** Those whose time is not over; one who vanished without a word is gone when theirs is. */
function useStillHere(readers: readonly Reader[]): Reader[] {
  const [, again] = useReducer((times: number) => times + 1, 0)
  const now = Date.now()
  const here = readers.filter(({ until }) => Date.parse(until) > now)
  const soonest = Math.min(...here.map(({ until }) => Date.parse(until)))
  useEffect(() => {
    if (!Number.isFinite(soonest)) return
    const timer = setTimeout(again, soonest - Date.now() + 100)
    return () => clearTimeout(timer)
  }, [soonest])
  return here.sort((one, other) => Number(other.writing) - Number(one.writing))
}

/** Which colleagues have the conversation open, those who write first. */
export function Readers({ readers }: { readers: readonly Reader[] }) {
  const { t } = useTranslation()
  return (
    <div role="status" className="talk-readers">
      {useStillHere(readers).map(({ id, name, writing }) => (
        <p key={id} className={writing ? 'small medium' : 'small quiet'}>
          <Face name={name} src={null} size={24} />
          {t(writing ? 'conversations.writes' : 'conversations.reads', { name })}
        </p>
      ))}
    </div>
  )
}
