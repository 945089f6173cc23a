import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { More } from './more.tsx'
import { ListShape, ProblemNotice } from './parts.tsx'

/** A list that comes in pages: its rows, or what stands for them while they come, fail or are not there. */
export function Rows<Row>({
  list,
  none,
  row,
}: {
  list: UseInfiniteQueryResult<Row[]>
  /** Where there are none at all. */
  none: ReactNode
  /** One row, with its key. */
  row(row: Row): ReactNode
}) {
  const { data, error, isPending, refetch } = list
  return (
    <>
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {isPending && <ListShape />}
      {data?.length === 0 && none}
      {data && data.length > 0 && <ul className="list">{data.map(row)}</ul>}
      <More list={list} />
    </>
  )
}
