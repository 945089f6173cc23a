import { Button, ColorInput, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BrandKit, Media } from '../../src/http/api.ts'
import { ask, asProblem, upload } from '../base/api.ts'
import { type Language, useSay } from '../base/i18n.ts'
import { queryClient, refreshTopic } from '../base/queries.ts'
import { inWorkspace } from '../base/workspace.ts'
import { FileField } from '../ui/file-field.tsx'
import { ProblemNotice } from '../ui/parts.tsx'
import { contrast } from './contrast.ts'
import { Typefaces } from './typefaces.tsx'

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
  displayFont: '',
  textFont: '',
})

/** Colours to begin with: deep ones that read well on light paper, and papers. */
const accents = ['#0f5e5a', '#1f4e8c', '#6b3fa0', '#9b2c4e', '#a33b20', '#7a5a12', '#2f6b2f', '#26384f']
const papers = ['#faf7f1', '#ffffff', '#f4f6f8', '#f7f2ea', '#f2f5ee', '#1c1a17', '#14202b']

/** Chooses a colour among some, or types it as it is written in CSS. What is no colour yet is kept, and not shown. */
function Colour({
  label,
  value,
  swatches,
  onChange,
}: {
  label: string
  value: string
  swatches: string[]
  onChange(value: string): void
}) {
  const [typed, setTyped] = useState(value)
  return (
    <ColorInput
      label={label}
      size="md"
      format="hex"
      value={typed}
      swatches={swatches}
      swatchesPerRow={8}
      withEyeDropper={false}
      onChange={(colour) => {
        setTyped(colour)
        if (/^#[0-9a-f]{6}$/i.test(colour)) onChange(colour.toLowerCase())
      }}
    />
  )
}

/** Uploads a logo, shows it, takes it away. */
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
        <FileField
          id={id}
          ref={input}
          accept="image/png,image/jpeg,image/webp,image/gif,image/avif"
          onFiles={([file]) => file && send.mutate(file)}
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

/** The blog's own page with this kit, as its readers would see it, while the kit is typed. */
export function BrandPreview({ kit }: { kit: BrandKit }) {
  const { t, i18n } = useTranslation()
  const [shown] = useDebouncedValue(kit, 400)
  const ratio = contrast(kit.accent, kit.paper)
  const said = ratio.toLocaleString(i18n.language, { maximumFractionDigits: 1 })
  const query = new URLSearchParams(Object.entries({ ...shown, logo: shown.logo ?? '' }))
  return (
    <figure className="stack">
      <figcaption className="medium strong">{t('brand.preview')}</figcaption>
      <iframe
        className="brand-preview"
        title={t('brand.preview')}
        src={inWorkspace(`/api/brand/preview?${query}`)}
        sandbox="allow-same-origin"
        tabIndex={-1}
      />
      <p className="small quiet">
        {ratio < 4.5 ? t('brand.contrastLow', { ratio: said }) : t('brand.contrast', { ratio: said })}
      </p>
    </figure>
  )
}

/** An address as it is typed most often, `kedai.example`, is one on the web. */
function addressOf(typed: string): string {
  const site = typed.trim()
  return site && !/^[a-z]+:/i.test(site) ? `https://${site}` : site
}

/** What a problem of the server can stand beside. */
const fields = ['name', 'handle', 'promise', 'productSite']

/** What is typed of the kit, what is wrong with it, and the saving. */
function useBrandForm(start: BrandKit, onSaved: (kit: BrandKit) => void) {
  const { t } = useTranslation()
  const say = useSay()
  const [kit, setKit] = useState(start)
  const [checked, setChecked] = useState(false)
  const save = useMutation({
    mutationFn: () => {
      const body = { ...kit, productSite: addressOf(kit.productSite), handle: kit.handle.trim().replace(/^@/, '') }
      return ask<BrandKit>('/api/brand', { method: 'PUT', body })
    },
    onSuccess: (saved) => {
      queryClient.setQueryData(['brand'], saved)
      setKit(saved)
      onSaved(saved)
      void refreshTopic('brand')
    },
  })
  const problem = save.error ? asProblem(save.error) : undefined
  const nameless = kit.name.trim() === ''
  return {
    kit,
    set: (change: Partial<BrandKit>) => setKit((before) => ({ ...before, ...change })),
    saving: save.isPending,
    /** What the server says that no field can say. */
    problem: problem && !fields.includes(problem.field ?? '') ? problem : undefined,
    errorOf: (field: keyof BrandKit) => {
      if (field === 'name' && checked && nameless) return t('brand.nameMissing')
      return problem?.field === field ? say(problem.words) : null
    },
    /** @returns whether it was complete */
    submit: () => {
      setChecked(nameless)
      if (!nameless) save.mutate()
      return !nameless
    },
  }
}

interface FormProps {
  form: ReturnType<typeof useBrandForm>
}

/** Who the brand is: its name, its handle, its promise, its product. */
function Identity({ form: { kit, set, errorOf } }: FormProps) {
  const { t } = useTranslation()
  return (
    <>
      <TextInput
        name="name"
        required
        label={t('brand.name')}
        description={t('brand.nameHint')}
        maxLength={100}
        value={kit.name}
        error={errorOf('name')}
        onChange={(event) => set({ name: event.currentTarget.value })}
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
        onChange={(event) => set({ handle: event.currentTarget.value })}
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
        onChange={(event) => set({ promise: event.currentTarget.value.replace(/\n/g, ' ') })}
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
        onChange={(event) => set({ productSite: event.currentTarget.value })}
      />
    </>
  )
}

/** How it looks, and what it speaks. */
function Formatting({ form: { kit, set } }: FormProps) {
  const { t } = useTranslation()
  return (
    <>
      <div className="row" style={{ gap: 32 }}>
        <Colour
          label={t('brand.accent')}
          value={kit.accent}
          swatches={accents}
          onChange={(accent) => set({ accent })}
        />
        <Colour label={t('brand.paper')} value={kit.paper} swatches={papers} onChange={(paper) => set({ paper })} />
      </div>
      <Typefaces kit={kit} onChange={set} />
      <Logo kit={kit} onChange={(logo) => set({ logo })} />
      <NativeSelect
        label={t('brand.language')}
        value={kit.language}
        onChange={(event) => set({ language: event.currentTarget.value === 'en' ? 'en' : 'id' })}
        data={[
          { value: 'id', label: t('language.id') },
          { value: 'en', label: t('language.en') },
        ]}
      />
    </>
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
  const form = useBrandForm(start, onSaved)
  return (
    <form
      className="halves"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!form.submit()) event.currentTarget.querySelector<HTMLInputElement>('[name=name]')?.focus()
      }}
    >
      <div className="fields">
        <Identity form={form} />
        <Formatting form={form} />
        <ProblemNotice error={form.problem} />
        <div>
          <Button type="submit" loading={form.saving}>
            {submit}
          </Button>
        </div>
      </div>
      <div className="stack stays">
        <BrandPreview kit={form.kit} />
        {aside}
      </div>
    </form>
  )
}
