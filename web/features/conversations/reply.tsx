import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Channel, Conversation, Response } from '../../../src/http/api.ts'
import { channelsQuery } from '../../base/queries.ts'
import { Answer } from './answer.tsx'
import { forgetKeptAnswer } from './answer-words.ts'

interface ReplyProps {
  conversation: Conversation
  response: Response
}

/** An answer after the other: what was sent makes room for the next, what was taken back stands there again. */
function Answers({ channel, ...rest }: ReplyProps & { channel: Channel }) {
  const [round, setRound] = useState(0)
  return (
    <Answer
      key={round}
      {...rest}
      channel={channel}
      onOver={() => {
        forgetKeptAnswer(rest.response.id)
        setRound((before) => before + 1)
      }}
      onBack={() => setRound((before) => before + 1)}
    />
  )
}

/** The answer box, once it is known what its channel takes. */
export function Reply(props: ReplyProps) {
  const channel = useQuery(channelsQuery).data?.find(({ id }) => id === props.conversation.channel.id)
  return channel ? <Answers {...props} channel={channel} /> : null
}
