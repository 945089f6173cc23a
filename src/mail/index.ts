export type { Letter, WrittenLetter } from './letter.ts'
export {
  emailChangedLetter,
  emailConfirmLetter,
  emailToldLetter,
  gapLetter,
  invitationLetter,
  type MailKind,
  type PreferenceKind,
  passwordLetter,
  preferenceKinds,
  reconnectLetter,
  reminderLetter,
} from './letters.ts'
export {
  type Addressee,
  canMail,
  countFailedLetters,
  countLetters,
  dropLetters,
  dueLetters,
  letterProblem,
  mailProblemOf,
  nextLetter,
  queueLetter,
  sendLetter,
} from './outbox.ts'
