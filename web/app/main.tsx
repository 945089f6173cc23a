import '@fontsource-variable/plus-jakarta-sans/wght.css'
import '@fontsource-variable/literata/wght.css'
import '../ui/mantine.ts'
import '../ui/styles.css'
import { MantineProvider, useMantineColorScheme } from '@mantine/core'
import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import type { Me } from '../../src/http/api.ts'
import { ask } from '../base/api.ts'
import { type Language, setLanguage, takeChosen } from '../base/i18n.ts'
import { meQuery, queryClient } from '../base/queries.ts'
import { theme, tokens } from '../ui/theme.ts'
import { router } from './router.tsx'
import { typefaces } from './typefaces.ts'

/** Whoever signed in on a page in their language goes on in it, here and on other devices. Refused, it is their profile's again. */
function keepLanguage(language: Language): void {
  ask<Me>('/api/me', { method: 'PATCH', body: { language } }).then(
    (me) => queryClient.setQueryData(meQuery.queryKey, me),
    () => queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
  )
}

/** Lets the panel speak and look as the signed-in person asked for. */
function Preferences() {
  const user = useQuery(meQuery).data?.user
  const { setColorScheme } = useMantineColorScheme()
  const language = user?.language
  const scheme = user?.scheme
  useEffect(() => {
    if (!language) return
    const chosen = takeChosen()
    if (chosen && chosen !== language) keepLanguage(chosen)
    else setLanguage(language)
  }, [language])
  useEffect(() => {
    if (scheme) setColorScheme(scheme)
  }, [scheme, setColorScheme])
  return null
}

/** Lets the panel open without a line (web/worker). Only https and localhost have workers at all. */
function startWorker(): void {
  const workers = navigator.serviceWorker
  // Not while one works on the panel with Vite's own server.
  if (!workers || !import.meta.env.PROD) return
  // The first time, what this page read went past the worker: it is read again, and kept.
  if (!workers.controller)
    workers.addEventListener('controllerchange', () => void queryClient.invalidateQueries(), { once: true })
  workers.register('/panel/sw.js').catch(console.warn)
}

startWorker()

const root = document.getElementById('root')
if (!root) throw new Error('index.html lacks #root')
await typefaces()
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={theme} cssVariablesResolver={tokens} defaultColorScheme="auto">
        <Preferences />
        <RouterProvider router={router} />
      </MantineProvider>
    </QueryClientProvider>
  </StrictMode>,
)
