import type { Migration } from 'kysely/migration'
import * as house from './0001_house.ts'
import * as renewal from './0002_renewal.ts'
import * as mail from './0003_mail.ts'
import * as dispatch from './0004_dispatch.ts'
import * as drafts from './0005_drafts.ts'
import * as rhythm from './0007_rhythm.ts'
import * as requestKey from './0008_request_key.ts'
import * as shelf from './0009_shelf.ts'
import * as proposals from './0010_proposals.ts'
import * as homes from './0011_homes.ts'
import * as videoCopies from './0012_video_copies.ts'
import * as released from './0013_released.ts'
import * as room from './0014_room_in_pages.ts'
import * as underFire from './0015_under_fire.ts'
import * as setAside from './0020_set_aside.ts'
import * as faces from './0021_faces.ts'
import * as doors from './0025_doors.ts'
import * as account from './0026_account.ts'
import * as unusedMedia from './0027_unused_media.ts'
import * as lists from './0030_lists.ts'
import * as pages from './0031_pages.ts'
import * as manyAtOnce from './0032_many_at_once.ts'
import * as team from './0036_team.ts'
import * as turns from './0037_turns.ts'
import * as people from './0038_people.ts'
import * as trail from './0039_trail.ts'
import * as offered from './0042_offered.ts'
import * as work from './0043_work.ts'
import * as words from './0044_words.ts'
import * as search from './0046_search.ts'
import * as listsByState from './0047_lists_by_state.ts'
import * as estimates from './0048_estimates.ts'
import * as keptSets from './0050_kept_sets.ts'
import * as library from './0051_library.ts'
import * as measured from './0054_measured.ts'
import * as searchOrder from './0055_search_order.ts'
import * as answerPromise from './0057_answer_promise.ts'
import * as kinds from './0058_kinds.ts'
import * as importing from './0059_import.ts'
import * as articleBody from './0060_article_body.ts'
import * as ideas from './0061_ideas.ts'
import * as counted from './0062_counted.ts'
import * as intents from './0063_intents.ts'
import * as cadence from './0065_cadence.ts'
import * as design from './0067_design.ts'
import * as blogHosts from './0068_blog_hosts.ts'
import * as oldAddresses from './0069_old_addresses.ts'
import * as editors from './0070_editors.ts'
import * as previewLinks from './0071_preview_links.ts'
import * as replacements from './0072_replacements.ts'
import * as broughtThemes from './0073_brought_themes.ts'
import * as ideasFromFeeds from './0074_ideas_from_feeds.ts'
import * as translations from './0075_translations.ts'
import * as articleLinks from './0076_article_links.ts'
import * as brandFonts from './0077_brand_fonts.ts'
import * as seriesNames from './0078_series_names.ts'
import * as wordsOnce from './0079_words_once.ts'
import * as conversationTeam from './0080_conversation_team.ts'
import * as conversationNotes from './0081_conversation_notes.ts'
import * as conversationReaders from './0082_conversation_readers.ts'
import * as triage from './0083_triage.ts'

/** In order. A migration that has landed is never changed: the next one mends it. */
export const migrations: Record<string, Migration> = {
  '0001_house': house,
  '0002_renewal': renewal,
  '0003_mail': mail,
  '0004_dispatch': dispatch,
  '0005_drafts': drafts,
  '0007_rhythm': rhythm,
  '0008_request_key': requestKey,
  '0009_shelf': shelf,
  '0010_proposals': proposals,
  '0011_homes': homes,
  '0012_video_copies': videoCopies,
  '0013_released': released,
  '0014_room_in_pages': room,
  '0015_under_fire': underFire,
  '0020_set_aside': setAside,
  '0021_faces': faces,
  '0025_doors': doors,
  '0026_account': account,
  '0027_unused_media': unusedMedia,
  '0030_lists': lists,
  '0031_pages': pages,
  '0032_many_at_once': manyAtOnce,
  '0036_team': team,
  '0037_turns': turns,
  '0038_people': people,
  '0039_trail': trail,
  '0042_offered': offered,
  '0043_work': work,
  '0044_words': words,
  '0046_search': search,
  '0047_lists_by_state': listsByState,
  '0048_estimates': estimates,
  '0050_kept_sets': keptSets,
  '0051_library': library,
  '0054_measured': measured,
  '0055_search_order': searchOrder,
  '0057_answer_promise': answerPromise,
  '0058_kinds': kinds,
  '0059_import': importing,
  '0060_article_body': articleBody,
  '0061_ideas': ideas,
  '0062_counted': counted,
  '0063_intents': intents,
  '0065_cadence': cadence,
  '0067_design': design,
  '0068_blog_hosts': blogHosts,
  '0069_old_addresses': oldAddresses,
  '0070_editors': editors,
  '0071_preview_links': previewLinks,
  '0072_replacements': replacements,
  '0073_brought_themes': broughtThemes,
  '0074_ideas_from_feeds': ideasFromFeeds,
  '0075_translations': translations,
  '0076_article_links': articleLinks,
  '0077_brand_fonts': brandFonts,
  '0078_series_names': seriesNames,
  '0079_words_once': wordsOnce,
  '0080_conversation_team': conversationTeam,
  '0081_conversation_notes': conversationNotes,
  '0082_conversation_readers': conversationReaders,
  '0083_triage': triage,
}
