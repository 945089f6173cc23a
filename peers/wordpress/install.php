<?php
// Installs WordPress without its web form, and makes an application password. Prints one line of JSON.
// php install.php FOLDER URL USER PASSWORD
[, $folder, $url, $user, $password] = $argv;
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = parse_url($url, PHP_URL_HOST) . ':' . parse_url($url, PHP_URL_PORT);
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
require $folder . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
function wp_mail() { return true; }
$made = wp_install('Blog Uji', $user, 'owner@example.com', true, '', $password);
update_option('siteurl', $url);
update_option('home', $url);
update_option('permalink_structure', '/%postname%/');
update_option('comment_moderation', 0);
update_option('comment_previously_approved', 0);
[$application] = WP_Application_Passwords::create_new_application_password($made['user_id'], ['name' => 'tests']);
echo "\n", json_encode(['applicationPassword' => WP_Application_Passwords::chunk_password($application)]), "\n";
