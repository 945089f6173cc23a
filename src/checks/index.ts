import type { Check, CheckDraft, Facts, Finding } from './check.ts'
import { emptyPost } from './empty-post.ts'
import { followerSelling } from './follower-selling.ts'
import { linkElsewhere } from './link-elsewhere.ts'
import { linkHome } from './link-home.ts'
import { linkShortener } from './link-shortener.ts'
import { mentionsOfStrangers } from './mentions-of-strangers.ts'
import { missingAltText } from './missing-alt-text.ts'
import { overLimit } from './over-limit.ts'
import { pastedReply } from './pasted-reply.ts'
import { promotionInCommunity } from './promotion-in-community.ts'
import { sameTextEverywhere } from './same-text-everywhere.ts'
import { sameWordsAgain } from './same-words-again.ts'
import { secretInText } from './secret-in-text.ts'
import { shouting } from './shouting.ts'
import { tooManyHashtags } from './too-many-hashtags.ts'
import { trackingJunk } from './tracking-junk.ts'
import { unfinishedText } from './unfinished-text.ts'
import { uninvitedLink } from './uninvited-link.ts'
import { whereToFindMore } from './where-to-find-more.ts'

export { isHome } from './text.ts'

import { whoIsSpeaking } from './who-is-speaking.ts'

/** The register of checks, in the order in which their findings are shown: a new one is a file and a line here. */
export const checks: readonly Check[] = [
  emptyPost,
  secretInText,
  overLimit,
  linkHome,
  whoIsSpeaking,
  whereToFindMore,
  linkElsewhere,
  linkShortener,
  trackingJunk,
  unfinishedText,
  missingAltText,
  shouting,
  tooManyHashtags,
  mentionsOfStrangers,
  uninvitedLink,
  pastedReply,
  sameWordsAgain,
  sameTextEverywhere,
  promotionInCommunity,
  followerSelling,
]

/** So many findings of one check are enough to mend a text by, and each may carry the whole text, mended. */
const mostFindings = 50

/** The findings of all checks (the first of each, where there are very many), or of those whose ids are in `only`. Pure: the same draft and facts, the same findings. */
export function runChecks(draft: CheckDraft, facts: Facts, only?: readonly string[]): Finding[] {
  const chosen = only ? checks.filter(({ id }) => only.includes(id)) : checks
  return chosen.flatMap((check) => check.run(draft, facts).slice(0, mostFindings))
}
