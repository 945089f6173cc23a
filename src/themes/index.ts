export type { Trouble } from './brought/draw.ts'
export { drawBrought } from './brought/draw-page.ts'
export { exampleTheme } from './brought/example.ts'
export {
  type Bringing,
  type BroughtTheme,
  bringTheme,
  bringUpload,
  checkTheme,
  keepTrouble,
  largestTheme,
  listThemes,
  removeTheme,
  restoreTheme,
  themeFileAt,
  type WholeTheme,
  wholeTheme,
} from './brought/keep.ts'
export { dateSaid } from './dates.ts'
export {
  type Design,
  type DesignChoice,
  firstDesign,
  type HeadTag,
  type MenuEntry,
  readDesign,
  saveDesign,
  usualMenu,
} from './design.ts'
export { basicFontPath, fontFile } from './fonts.ts'
export { bodyOf } from './frame.ts'
export { headTagText } from './head-tags.ts'
export { longTitle } from './parts/teaser.ts'
export { defaultTheme, themeNamed, themes } from './register.ts'
export { styleOf } from './style-file.ts'
export type {
  ArchiveView,
  ArticleView,
  CollectionView,
  Font,
  Further,
  HomeView,
  LostView,
  MenuItem,
  PageView,
  SearchView,
  SeriesView,
  Teaser,
  Templates,
  Theme,
  ThemeSite,
  WriterView,
} from './theme.ts'
export { readable } from './tokens.ts'
export { firstFilesOf, type KitFonts, typesettingOf } from './typefaces.ts'
export { themeWords } from './words.ts'
