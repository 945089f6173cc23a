<?php
// What a person does under Tools → Import and Export, without the browser; and a blog with one of everything to move out of.
// php move.php FOLDER write PICTURE | export FILE | read FILE | import IMPORTER FILE… | tell
[, $folder, $command] = $argv;
$given = array_slice($argv, 3);
define('WP_ADMIN', true);
define('WP_LOAD_IMPORTERS', true);
// It says why it leaves something out.
define('IMPORT_DEBUG', true);
$_SERVER['HTTP_HOST'] = 'localhost';
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
// Else functions would not see the importer's variables as global.
global $wpdb, $wp_rewrite, $wp_import;
require $folder . '/wp-load.php';
foreach (['admin', 'import', 'export', 'image', 'media', 'file', 'user', 'post', 'taxonomy'] as $part)
  require_once ABSPATH . "wp-admin/includes/$part.php";
wp_set_current_user(1);

/** Articles, a page, a draft, one in the future, categories within categories, tags, a thread, pictures. */
function write_all($picture) {
  wp_delete_post(1, true);
  wp_delete_post(2, true);
  wp_delete_post(3, true);
  update_option('timezone_string', 'Asia/Jakarta');
  $file = wp_upload_bits('panen.png', null, file_get_contents($picture));
  $photo = wp_insert_attachment(['post_title' => 'Panen', 'post_excerpt' => 'Foto: Sari', 'post_mime_type' => 'image/png'], $file['file']);
  wp_update_attachment_metadata($photo, wp_generate_attachment_metadata($photo, $file['file']));
  update_post_meta($photo, '_wp_attachment_image_alt', 'Panen raya');
  $writer = wp_insert_user(['user_login' => 'dewi', 'user_pass' => 'rahasia-sekali', 'display_name' => 'Dewi Lestari', 'user_email' => 'dewi@example.com', 'role' => 'author']);
  $above = wp_insert_term('Kebun', 'category')['term_id'];
  $below = wp_insert_term('Kopi & teh', 'category', ['parent' => $above])['term_id'];
  $src = wp_get_attachment_image_src($photo, 'large')[0];
  $classic = wp_insert_post(['post_title' => 'Panen: hari #1 & “kedua”', 'post_status' => 'publish', 'post_author' => $writer,
    'post_date' => '2019-03-04 05:06:07', 'post_excerpt' => 'Ringkasnya.', 'post_category' => [$below], 'tags_input' => ['musim', 'kebun raya'],
    'post_content' => "Pagi di lereng.\n\nBaris <strong>tebal</strong>\nlalu baris baru.\n\n[caption id=\"attachment_$photo\" width=\"40\"]<img src=\"$src\" alt=\"Panen\" /> Di kebun[/caption]"]);
  set_post_thumbnail($classic, $photo);
  stick_post($classic);
  wp_insert_post(['post_title' => 'Dengan blok', 'post_status' => 'publish', 'post_date' => '2020-01-02 03:04:05', 'post_content' =>
    wp_slash("<!-- wp:paragraph -->\n<p>Lihat <a href=\"" . get_permalink($classic) . "\">panen</a>.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:image {\"id\":$photo} -->\n<figure class=\"wp-block-image\"><img src=\"{$file['url']}\" alt=\"Lagi\" class=\"wp-image-$photo\"/></figure>\n<!-- /wp:image -->")]);
  wp_insert_post(['post_title' => 'Belum selesai', 'post_status' => 'draft', 'post_content' => 'Nanti.']);
  wp_insert_post(['post_title' => 'Besok', 'post_status' => 'future', 'post_date' => '2035-05-06 07:08:09', 'post_content' => 'Sabar.']);
  wp_insert_post(['post_title' => 'Tentang', 'post_type' => 'page', 'post_date' => '2018-01-02 03:04:05', 'post_status' => 'publish', 'post_content' => 'Kami.']);
  $first = wp_insert_comment(['comment_post_ID' => $classic, 'comment_author' => 'Budi', 'comment_date_gmt' => '2019-03-05 00:00:00', 'comment_date' => '2019-03-05 07:00:00', 'comment_author_email' => 'budi@example.com', 'comment_content' => 'Bagus <em>sekali</em>', 'comment_approved' => 1]);
  wp_insert_comment(['comment_post_ID' => $classic, 'comment_author' => 'Sari', 'comment_date_gmt' => '2019-03-05 00:00:01', 'comment_date' => '2019-03-05 07:00:01', 'comment_content' => 'Terima kasih', 'comment_approved' => 1, 'comment_parent' => $first]);
  wp_insert_comment(['comment_post_ID' => $classic, 'comment_author' => 'Pil murah', 'comment_date_gmt' => '2019-03-05 00:00:02', 'comment_date' => '2019-03-05 07:00:02', 'comment_content' => 'Beli', 'comment_approved' => 'spam']);
}

/** Its own file of everything: wp-admin/includes/export.php writes it to the browser, and so to here. */
function export_to($file) {
  ob_start();
  export_wp();
  file_put_contents($file, ob_get_clean());
}

/** What WordPress's own reader of feeds makes of a file. */
function read_feed($file) {
  require_once ABSPATH . WPINC . '/class-simplepie.php';
  $feed = new SimplePie();
  $feed->set_raw_data(file_get_contents($file));
  $feed->enable_cache(false);
  $feed->enable_order_by_date(false);
  $feed->init();
  $items = array_map(fn($item) => [
    'title' => html_entity_decode($item->get_title() ?? '', ENT_QUOTES | ENT_HTML5),
    'link' => $item->get_link(),
    'at' => $item->get_gmdate('c'),
    'labels' => array_map(fn($one) => html_entity_decode($one->get_label() ?? $one->get_term(), ENT_QUOTES | ENT_HTML5), $item->get_categories() ?: []),
    'content' => $item->get_content(),
  ], $feed->get_items());
  return ['error' => $feed->error(), 'title' => $feed->get_title(), 'items' => $items];
}

/** Its own importer, with what its second page is told: everybody is made anew, and pictures are fetched. */
function import_all($importer, $files) {
  // This blog and the one whose pictures it fetches have ports of their own on one machine.
  add_filter('http_allowed_safe_ports', fn($ports, $host, $url) => [...$ports, parse_url($url, PHP_URL_PORT)], 10, 3);
  require_once "$importer/wordpress-importer.php";
  $said = '';
  foreach ($files as $file) {
    $import = new WP_Import();
    $import->fetch_attachments = true;
    $authors = array_keys($import->parse($file)['authors']);
    $_POST = ['imported_authors' => $authors];
    ob_start();
    $import->import($file);
    $said .= ob_get_clean();
  }
  return strip_tags($said);
}

/** Everything there is, by title. */
function tell() {
  $posts = get_posts(['post_type' => ['post', 'page', 'attachment'], 'post_status' => 'any', 'numberposts' => -1, 'orderby' => 'ID', 'order' => 'ASC']);
  return array_map(fn($post) => [
    'id' => $post->ID,
    'type' => $post->post_type,
    'status' => $post->post_status,
    'title' => $post->post_title,
    'slug' => urldecode($post->post_name),
    'at' => $post->post_date,
    'utc' => $post->post_date_gmt,
    'content' => $post->post_content,
    'summary' => $post->post_excerpt,
    'author' => get_the_author_meta('display_name', $post->post_author),
    'tags' => wp_list_pluck(get_the_tags($post) ?: [], 'name'),
    'format' => get_post_format($post) ?: '',
    'sticky' => is_sticky($post->ID),
    'picture' => get_post_thumbnail_id($post) ? get_the_title(get_post_thumbnail_id($post)) : '',
    'alt' => get_post_meta($post->ID, '_wp_attachment_image_alt', true),
    'file' => $post->post_type === 'attachment' ? wp_get_attachment_url($post->ID) : '',
    'comments' => array_map(fn($comment) => [
      'name' => $comment->comment_author,
      'text' => trim($comment->comment_content),
      'utc' => $comment->comment_date_gmt,
      'approved' => $comment->comment_approved,
      'under' => $comment->comment_parent ? get_comment_author($comment->comment_parent) : '',
    ], get_comments(['post_id' => $post->ID, 'status' => 'any', 'orderby' => 'comment_ID', 'order' => 'ASC'])),
  ], $posts);
}

$answer = match ($command) {
  'write' => write_all($given[0]),
  'export' => export_to($given[0]),
  'read' => read_feed($given[0]),
  'import' => import_all($given[0], array_slice($given, 1)),
  'tell' => tell(),
};
echo "\n", json_encode($answer, JSON_THROW_ON_ERROR), "\n";
