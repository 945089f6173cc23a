import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** Deep teal, from the palest to the deepest. 7 carries white text, 3 carries ink on the dark scheme. */
const teal: MantineColorsTuple = [
  '#eaf5f3',
  '#d3e9e6',
  '#a4d3cd',
  '#78c6bd',
  '#4fa9a0',
  '#2f8a82',
  '#1b736c',
  '#0f5e5a',
  '#0b4c49',
  '#073a38',
]

const field = { defaultProps: { size: 'md' } }

/** The house's look on Mantine's parts. Colours themselves stand in styles.css, for both schemes. */
export const theme = createTheme({
  fontFamily: "'Plus Jakarta Sans Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: { fontFamily: "'Plus Jakarta Sans Variable', system-ui, sans-serif", fontWeight: '650' },
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1rem', lg: '1.25rem', xl: '1.75rem' },
  colors: { teal },
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  defaultRadius: 8,
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'md', variant: 'filled' } },
    TextInput: field,
    PasswordInput: field,
    Textarea: field,
    NativeSelect: field,
    TagsInput: field,
    SegmentedControl: { defaultProps: { size: 'sm' } },
    Modal: { defaultProps: { centered: true, radius: 12, transitionProps: { duration: 120 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } } },
    Menu: {
      defaultProps: {
        transitionProps: { duration: 100 },
        shadow: 'md',
        // In its place on the page, not at the end of it: that is where a screen reader looks for it.
        withinPortal: false,
        floatingStrategy: 'fixed',
        // The first item takes the focus itself; an empty stand-in is no item.
        withInitialFocusPlaceholder: false,
      },
    },
  },
})

/** Lets Mantine's parts use our tokens, which change with the scheme by themselves. */
export const tokens: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--quiet)',
    '--mantine-color-placeholder': 'var(--quiet)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--edge)',
    '--mantine-color-error': 'var(--failed)',
    '--mantine-color-teal-light': 'var(--accent-soft)',
    '--mantine-color-teal-light-hover': 'var(--accent-soft)',
    '--mantine-color-teal-light-color': 'var(--accent)',
  }
  return { variables: {}, light: shared, dark: shared }
}
