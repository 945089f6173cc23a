import { Autocomplete, MultiSelect, NumberInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { articleSeriesQuery, authorsQuery } from '../../base/queries.ts'
import { useStore } from '../../base/store.ts'
import type { Saver } from './saver.ts'

/** So many names of series, or tags, are offered at once. */
export const mostOffered = 20

/** Who wrote it; where nobody is known, nobody is asked for. */
export function AuthorsField({ saver }: { saver: Saver }) {
  const { t } = useTranslation()
  const { authors = [] } = useStore(saver.fields)
  const { data = [] } = useQuery(authorsQuery)
  // One that was deleted meanwhile is taken off with the next change.
  const known = authors.filter((id) => data.some((one) => one.id === id))
  if (data.length === 0) return null
  return (
    <MultiSelect
      label={t('writing.authors')}
      description={t('writing.authorsHint')}
      data={data.map(({ id, name }) => ({ value: id, label: name }))}
      value={known}
      maxValues={10}
      searchable
      onChange={(ids) => saver.change({ authors: ids })}
    />
  )
}

/** The series that it is a part of, and which part. */
export function SeriesFields({ saver }: { saver: Saver }) {
  const { t } = useTranslation()
  const { series = '', part = null } = useStore(saver.fields)
  const { data: names = [] } = useQuery(articleSeriesQuery)
  return (
    <>
      <Autocomplete
        label={t('writing.series')}
        description={t('writing.seriesHint')}
        maxLength={120}
        data={names}
        limit={mostOffered}
        value={series}
        onChange={(name) => saver.change({ series: name })}
      />
      {series.trim() && (
        <NumberInput
          label={t('writing.part')}
          min={1}
          max={9999}
          allowDecimal={false}
          allowNegative={false}
          value={part ?? ''}
          onChange={(value) => saver.change({ part: typeof value === 'number' && value >= 1 ? value : null })}
        />
      )}
    </>
  )
}
