import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BrandKit, Media } from '../../src/http/api.ts'
import { ApiProblem, ask, asProblem, upload } from '../base/api.ts'
import { type Language, useSay } from '../base/i18n.ts'
import { queryClient, refreshRoom } from '../base/queries.ts'
import { Notice, ProblemNotice } from '../ui/parts.tsx'
import { contrast, inkOn } from './contrast.ts'

/** A kit before anybody chose anything. */
export const firstKit = (language: Language): BrandKit => ({
  name: '',
  handle: '',
  promise: '',
  productSite: '',
  language,
  accent: '#0f5e5a',
  paper: '#faf7f1',
  logo: null,
})

function Colour({ label, value, onChange }: { label: string; value: string; onChange(value: string): void }) {
  const id = useId()
  return (
    <div className="stack tight">
      <label htmlFor={id} className="medium strong">
        {label}
      </label>
      <div className="colour">
        <input id={id} type="color" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
        <code className="small quiet">{value}</code>
      </div>
    </div>
  )
}

function Logo({ kit, onChange }: { kit: BrandKit; onChange(logo: string | null): void }) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const send = useMutation({
    mutationFn: (file: File) => upload<Media>(file, t('brand.logoAlt', { name: kit.name }), () => undefined),
    onSuccess: (media) => onChange(media.id),
  })
  return (
    <div className="stack tight">
      <label htmlFor={id} className="medium strong">
        {t('brand.logo')}
      </label>
      <p className="small quiet">{t('brand.logoHint')}</p>
      <div className="row">
        {kit.logo && <img src={`/media/${kit.logo}`} alt="" width={56} height={56} style={{ objectFit: 'contain' }} />}
        <input
          id={id}
          ref={input}
          type="file"
          accept="image/png,image/jpeg,image/webp,image/gif,image/avif"
          className="hidden-but-read"
          tabIndex={-1}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            if (file) send.mutate(file)
            event.currentTarget.value = ''
          }}
        />
        <Button variant="default" loading={send.isPending} onClick={() => input.current?.click()}>
          {kit.logo ? t('brand.logoChange') : t('brand.logoChoose')}
        </Button>
        {kit.logo && (
          <Button variant="subtle" onClick={() => onChange(null)}>
            {t('brand.logoRemove')}
          </Button>
        )}
      </div>
      <ProblemNotice error={send.error} />
    </div>
  )
}

/** The blog's look with these colours, while they are chosen. */
export function BrandPreview({ kit }: { kit: BrandKit }) {
  const { t, i18n } = useTranslation()
  const ink = inkOn(kit.paper) === '#ffffff' ? '#f4f1ea' : '#221f1b'
  const ratio = contrast(kit.accent, kit.paper)
  const said = ratio.toLocaleString(i18n.language, { maximumFractionDigits: 1 })
  return (
    <figure className="stack">
      <figcaption className="medium strong">{t('brand.preview')}</figcaption>
      <div
        aria-hidden="true"
        style={{ background: kit.paper, color: ink, borderRadius: 12, border: '1px solid var(--line)', padding: 24 }}
      >
        <div className="row" style={{ marginBottom: 24 }}>
          {kit.logo && <img src={`/media/${kit.logo}`} alt="" width={32} height={32} />}
          <strong>{kit.name || t('brand.previewName')}</strong>
        </div>
        <p className="medium" style={{ marginBottom: 20 }}>
          {kit.promise || t('brand.previewPromise')}
        </p>
        <p className="reading" style={{ fontSize: 'var(--size-5)', lineHeight: 1.2, marginBottom: 12 }}>
          {t('brand.previewTitle')}
        </p>
        <p className="reading">
          {t('brand.previewText')}{' '}
          <span style={{ color: kit.accent, textDecoration: 'underline' }}>{kit.productSite || `@${kit.handle}`}</span>
        </p>
      </div>
      {ratio < 4.5 ? (
        <Notice tone="needs">{t('brand.contrastLow', { ratio: said })}</Notice>
      ) : (
        <p className="small quiet">{t('brand.contrast', { ratio: said })}</p>
      )}
    </figure>
  )
}

/** The brand kit, with its look beside it. Used by the setup and by the Brand room. */
export function BrandForm({
  start,
  submit,
  onSaved,
  aside,
}: {
  start: BrandKit
  submit: string
  onSaved(kit: BrandKit): void
  aside?: ReactNode
}) {
  const { t } = useTranslation()
  const say = useSay()
  const [kit, setKit] = useState(start)
  const [nameMissing, setNameMissing] = useState(false)
  const set = <K extends keyof BrandKit>(key: K, value: BrandKit[K]) =>
    setKit((before) => ({ ...before, [key]: value }))
  const save = useMutation({
    mutationFn: () => {
      const site = kit.productSite.trim()
      const productSite = site && !/^[a-z]+:/i.test(site) ? `https://${site}` : site
      const handle = kit.handle.trim().replace(/^@/, '')
      return ask<BrandKit>('/api/brand', { method: 'PUT', body: { ...kit, productSite, handle } })
    },
    onSuccess: (saved) => {
      queryClient.setQueryData(['brand'], saved)
      setKit(saved)
      onSaved(saved)
      void refreshRoom('brand')
    },
  })
  const problem = save.error ? asProblem(save.error) : undefined
  const errorOf = (field: string) =>
    problem instanceof ApiProblem && problem.field === field ? say(problem.words) : null
  const known = ['name', 'handle', 'promise', 'productSite']
  return (
    <form
      className="halves"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const missing = kit.name.trim() === ''
        setNameMissing(missing)
        if (!missing) save.mutate()
        else event.currentTarget.querySelector<HTMLInputElement>('[name=name]')?.focus()
      }}
    >
      <div className="fields">
        <TextInput
          name="name"
          required
          label={t('brand.name')}
          description={t('brand.nameHint')}
          maxLength={100}
          value={kit.name}
          error={nameMissing && !kit.name.trim() ? t('brand.nameMissing') : errorOf('name')}
          onChange={(event) => set('name', event.currentTarget.value)}
        />
        <TextInput
          name="handle"
          label={t('brand.handle')}
          description={t('brand.handleHint')}
          maxLength={64}
          autoCapitalize="none"
          spellCheck={false}
          leftSection="@"
          value={kit.handle}
          error={errorOf('handle')}
          onChange={(event) => set('handle', event.currentTarget.value)}
        />
        <Textarea
          name="promise"
          label={t('brand.promise')}
          description={t('brand.promiseHint')}
          maxLength={160}
          autosize
          minRows={2}
          value={kit.promise}
          error={errorOf('promise')}
          onChange={(event) => set('promise', event.currentTarget.value.replace(/\n/g, ' '))}
        />
        <TextInput
          name="productSite"
          label={t('brand.productSite')}
          description={t('brand.productSiteHint')}
          type="url"
          inputMode="url"
          placeholder="https://"
          value={kit.productSite}
          error={errorOf('productSite')}
          onChange={(event) => set('productSite', event.currentTarget.value)}
        />
        <div className="row" style={{ gap: 32 }}>
          <Colour label={t('brand.accent')} value={kit.accent} onChange={(value) => set('accent', value)} />
          <Colour label={t('brand.paper')} value={kit.paper} onChange={(value) => set('paper', value)} />
        </div>
        <Logo kit={kit} onChange={(logo) => set('logo', logo)} />
        <NativeSelect
          label={t('brand.language')}
          value={kit.language}
          onChange={(event) => set('language', event.currentTarget.value === 'en' ? 'en' : 'id')}
          data={[
            { value: 'id', label: t('language.id') },
            { value: 'en', label: t('language.en') },
          ]}
        />
        {problem && !known.includes(problem.field ?? '') && <ProblemNotice error={problem} />}
        <div>
          <Button type="submit" loading={save.isPending}>
            {submit}
          </Button>
        </div>
      </div>
      <div className="stack stays">
        <BrandPreview kit={kit} />
        {aside}
      </div>
    </form>
  )
}
