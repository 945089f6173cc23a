/**
 * All components of the panel on one page, in both schemes: `npm run dev` opens it. Nothing of it is in the panel that is
 * installed (vite.config.ts does not name it), and it needs no program (answers.ts).
 */
import '@fontsource-variable/plus-jakarta-sans/wght.css'
import '@fontsource-variable/literata/wght.css'
import '../ui/mantine.ts'
import '../ui/styles.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { laterWords, setLanguage } from '../base/i18n.ts'
import { queryClient } from '../base/queries.ts'
import { ClockProvider } from '../base/session.tsx'
import { Page } from '../ui/page.tsx'
import { theme, tokens } from '../ui/theme.ts'
import { Toasts, toast } from '../ui/toasts.tsx'
import { answerHere } from './answers.ts'
import { ComposeParts } from './compose-parts.tsx'
import { BrandParts, DeliveryParts } from './other-parts.tsx'
import { PostParts } from './post-parts.tsx'
import { Group, Piece } from './sheet.tsx'
import { UiParts } from './ui-parts.tsx'

const address = new URLSearchParams(window.location.search)
const scheme = address.get('scheme')
const language = address.get('language') === 'en' ? 'en' : 'id'

/** Everything in one scheme and one language. */
function Everything() {
  return (
    <Suspense fallback={null}>
      <ClockProvider>
        <main style={{ padding: 24 }}>
          <Page width="full" title="Components">
            <UiParts />
            <BrandParts />
            <PostParts />
            <ComposeParts />
            <DeliveryParts />
            <Group title="app">
              <Piece name="Page, Toasts">
                <div>
                  <button type="button" onClick={() => toast('…', { undo: () => undefined })}>
                    Toasts
                  </button>
                </div>
              </Piece>
            </Group>
          </Page>
        </main>
        <Toasts />
      </ClockProvider>
    </Suspense>
  )
}

/** The same page twice: a scheme belongs to a whole document. */
function BothSchemes() {
  const other = language === 'en' ? 'id' : 'en'
  return (
    <>
      <p style={{ margin: 8 }}>
        <a href={`?language=${other}`}>{other}</a>
      </p>
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', height: 'calc(100vh - 48px)' }}>
        {['light', 'dark'].map((each) => (
          <iframe
            key={each}
            title={each}
            src={`?scheme=${each}&language=${language}`}
            style={{ width: '100%', height: '100%', border: 0 }}
          />
        ))}
      </div>
    </>
  )
}

answerHere()
setLanguage(language)
await laterWords()
const router = createRouter({
  routeTree: createRootRoute({ component: scheme ? Everything : BothSchemes }),
  history: createMemoryHistory(),
})
const root = document.getElementById('root')
if (!root) throw new Error('catalogue.html lacks #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={tokens}
        forceColorScheme={scheme === 'dark' ? 'dark' : 'light'}
      >
        <RouterProvider router={router} />
      </MantineProvider>
    </QueryClientProvider>
  </StrictMode>,
)
