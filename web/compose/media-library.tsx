import './media.css'
import { TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Media } from '../../src/http/api.ts'
import { libraryQuery } from '../base/queries.ts'
import { smallPicture } from '../base/small-picture.ts'
import { Dialog } from '../ui/dialog.tsx'
import { More } from '../ui/more.tsx'
import { ListShape, ProblemNotice } from '../ui/parts.tsx'

/** Pictures that were used before, found by what they show; one is chosen. */
export function MediaLibrary({
  chosen,
  onChoose,
  onClose,
}: {
  /** Those that are there already. */
  chosen: readonly Media[]
  onChoose(media: Media): void
  onClose(): void
}) {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const q = useDeferredValue(query.trim())
  const library = useInfiniteQuery(libraryQuery(q))
  const pictures = library.data?.filter(({ id }) => !chosen.some((one) => one.id === id))
  return (
    <Dialog onClose={onClose} title={t('posts.pictures.library')} size="lg">
      <div className="stack">
        <TextInput
          data-autofocus
          type="search"
          aria-label={t('posts.pictures.search')}
          placeholder={t('posts.pictures.search')}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <ProblemNotice error={library.error} onRetry={() => void library.refetch()} />
        {library.isPending && <ListShape rows={2} />}
        {pictures?.length === 0 && (
          <p className="quiet">{q ? t('posts.pictures.none', { q }) : t('posts.pictures.empty')}</p>
        )}
        <ul className="plain library" aria-label={t('posts.pictures.libraryMeans')}>
          {pictures?.map((one) => (
            <li key={one.id}>
              <button type="button" title={one.alt} onClick={() => onChoose(one)}>
                <img src={smallPicture(one.id)} alt={one.alt || t('posts.pictures.undescribed')} loading="lazy" />
              </button>
            </li>
          ))}
        </ul>
        <More list={library} />
      </div>
    </Dialog>
  )
}
