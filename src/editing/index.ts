export { type AskedFor, type Asking, allowEditor, type BlogToChoose, issuerOf, lookAtRequest } from './authorize.ts'
export { type Created, createEntry } from './create.ts'
export {
  type Fields,
  type Granted,
  grantToken,
  type Introspected,
  introspect,
  serverMetadata,
  tellIdentity,
} from './exchange.ts'
export { keepUpload } from './media.ts'
export { answerQuery, mediaEndpoint } from './query.ts'
export { invalid, type RefusalCode, Refused, refusals } from './refused.ts'
export { type CreateRequest, type EditorRequest, readForm, readJson, type SentFile } from './request.ts'
export { type Scope, scopes, scopeWords } from './scopes.ts'
export { moveEntry } from './take-away.ts'
export {
  type Access,
  accessBy,
  dropEditors,
  type Editor,
  editorsOf,
  giveBack,
  makeToken,
  mostEditors,
  restoreEditor,
  revokeEditor,
  unknownToken,
} from './tokens.ts'
export { updateEntry } from './update.ts'
