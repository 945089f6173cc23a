import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Article, ArticleSlug } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { useStore } from '../../base/store.ts'
import { Notice } from '../../ui/parts.tsx'
import type { Saver } from './saver.ts'

const pause = 350

/** Which address it would get. @param typed empty: as its title makes it */
function useAddress({ id, version }: Article, typed: string, asked = true) {
  return useQuery({
    queryKey: ['articles', id, 'address', typed, version],
    queryFn: ({ signal }) =>
      ask<ArticleSlug>(`/api/articles/${id}/address?slug=${encodeURIComponent(typed)}`, { signal }),
    enabled: asked,
    staleTime: 0,
    retry: false,
  })
}

interface AddressProps {
  article: Article
  saver: Saver
  /** Whether one may change it. */
  mine: boolean
}

/**
 * What is typed as an address, from the first key until the server has it. One that is taken is never saved: it is told what has it. One of
 * which nobody can say that (there is no line) is saved as it is; the server numbers it, and that is told then.
 */
function useTyped({ article, saver }: AddressProps) {
  const { slug: saved } = useStore(saver.fields)
  const [typed, setTyped] = useState(saved)
  const [settled] = useDebouncedValue(typed, pause)
  const asks = settled !== '' && settled !== article.slug
  const { data, isError } = useAddress(article, settled, asks)
  const answer = asks && settled === typed ? data : undefined
  const open = useRef<string>(undefined)
  open.current = typed === saved || answer?.taken ? undefined : typed
  const save = useCallback(() => {
    if (open.current !== undefined) saver.change({ slug: open.current })
    open.current = undefined
  }, [saver])
  const sure = typed === '' || typed === article.slug || (answer && !answer.taken) || (asks && isError)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each word that is typed is saved once it is sure
  useEffect(() => {
    if (sure) save()
  }, [sure, typed, save])
  // Whoever types and leaves at once means what was typed.
  useEffect(() => save, [save])
  return { typed, setTyped, answer, save }
}

/** The address, as its writer likes it. */
export function AddressField(props: AddressProps) {
  const { article, mine } = props
  const { t } = useTranslation()
  const { typed, setTyped, answer, save } = useTyped(props)
  const taken = answer?.taken && answer
  return (
    <div className="stack tight">
      <TextInput
        label={t('writing.slug')}
        description={t('writing.slugHint', { permalink: taken || !answer ? article.permalink : answer.permalink })}
        autoCapitalize="none"
        spellCheck={false}
        readOnly={!mine}
        maxLength={120}
        value={typed}
        placeholder={article.slug}
        error={taken && <Taken slug={taken} />}
        onBlur={save}
        onChange={(event) => setTyped(event.currentTarget.value.toLowerCase().replace(/\s+/g, '-'))}
      />
      {taken && mine && (
        <Button size="sm" variant="default" style={{ alignSelf: 'start' }} onClick={() => setTyped(taken.free)}>
          {t('address.use', { slug: taken.free })}
        </Button>
      )}
    </div>
  )
}

/** What has an address, with a link to it. */
function Taken({ slug: { wanted, taken } }: { slug: ArticleSlug }) {
  const { t } = useTranslation()
  const owner = taken?.article
  if (!owner) return t('address.program', { slug: wanted })
  const kind = t(`address.by.${owner.kind}`)
  if (owner.deleted) return t('address.deleted', { slug: wanted, kind, title: owner.title })
  return (
    <>
      {t(owner.earlier ? 'address.earlier' : 'address.taken', { slug: wanted, kind })}{' '}
      <Link to="/writing/$articleId" params={{ articleId: owner.id }} target="_blank">
        {owner.title || t('writing.untitled')}
      </Link>
    </>
  )
}

/** Before it is published: where it will be read, and why there, where its title would lead elsewhere. */
export function AddressToBe({ article, saver, mine }: AddressProps) {
  const { t } = useTranslation()
  const [changing, setChanging] = useState(false)
  const { data } = useAddress(article, '', article.publishedAt === null)
  return (
    <div className="stack tight">
      <p className="small quiet">{article.permalink}</p>
      {data?.taken && !changing && (
        <Notice>
          <span className="small">
            <Taken slug={data} />
          </span>
          {mine && (
            <div>
              <Button size="compact-sm" variant="subtle" px={0} onClick={() => setChanging(true)}>
                {t('address.change')}
              </Button>
            </div>
          )}
        </Notice>
      )}
      {changing && <AddressField article={article} saver={saver} mine={mine} />}
    </div>
  )
}
