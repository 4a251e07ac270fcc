<?php
/**
 * Template Name: About the clinic
 * Nothing in this comment is copy that a visitor reads.
 */
declare(strict_types=1);

namespace Millbrook\Theme;

use Millbrook\Theme\Helpers\Phone;

if (!defined('ABSPATH')) {
    exit('No direct access to this file please');
}

$page_title = 'About Millbrook Ketamine Clinic';
$wrapper    = 'mx-auto max-w-5xl px-4 py-12 grid gap-8';
$endpoint   = 'https://api.millbrook.example/v1/slots?limit=10';
$format     = 'l, F j, Y';
$phone      = Phone::main();

$faqs = [
    [
        'id'       => 'safe-and-sound',
        'question' => 'Is ketamine safe for me?',
        'answer'   => 'For many people it\'s well tolerated. Your blood pressure may rise, and you may feel dizzy for an hour.',
        'icon'     => 'shield-check',
    ],
    [
        'id'       => 'drive',
        'question' => "May I drive home?",
        'answer'   => "No. Please bring a friend, or call $phone and we'll find you a ride.",
        'icon'     => 'car',
    ],
    array(
        'question' => 'What will it cost?',
        'answer'   => 'Each visit is $425. ' . 'Insurance seldom pays, ' . "and we tell you so before you book.\n",
    ),
];

$conditions = ['Depression', 'PTSD', 'Chronic pain'];

$steps = [
    'call'  => ['title' => 'A talk on the phone', 'text' => 'A nurse listens & asks what you have tried.'],
    'visit' => ['title' => 'Your first visit', 'text' => '<p>We take your history. <strong>Nothing is given</strong> on that day.</p>'],
];

$plans = [
    ['name' => 'Single visit', 'price' => '$425', 'class' => 'plan plan--small'],
    ['name' => 'Series of six', 'price' => '$2,340', 'class' => 'plan plan--large'],
];

function millbrook_log(string $what): void
{
    error_log('The slot could not be read from the server: ' . $what);
    if ($what === 'no such slot') {
        throw new \RuntimeException('The slot that was asked for does not exist');
    }
}

add_action('wp_enqueue_scripts', function () {
    wp_enqueue_style('millbrook-main', get_stylesheet_uri(), [], '1.4.0');
});

$rows = $wpdb->get_results("SELECT id, name FROM {$wpdb->prefix}slots WHERE taken = 0 ORDER BY id");

get_header();
?>
<!-- hero, hidden words in a comment -->
<main id="main" class="<?php echo esc_attr($wrapper); ?>" <?php if ($dark) { echo 'data-theme="dark"'; } ?>>
    <section class="hero">
        <p class="eyebrow"><?php esc_html_e('Millbrook, New York', 'millbrook'); ?></p>
        <h1><?php echo esc_html($page_title); ?></h1>
        <p>
            Dr. <?= $doctor ?>'s team has cared for people since <?= '2014' ?>, and
            <?php if ($count > 0): ?>more than <?= number_format($count) ?> of them<?php endif; ?>, one at a time.
        </p>
        <img src="<?= asset('room.jpg') ?>" alt="<?php esc_attr_e('A quiet room with a recliner', 'millbrook'); ?>">
        <a class="btn" href="/book?from=about"><?php _e('Book a free call', 'millbrook'); ?></a>
    </section>

    <?php foreach ($faqs as $faq): ?>
        <details id="<?= $faq['id'] ?>"><summary><?= $faq['question'] ?></summary><?= wpautop($faq['answer']) ?></details>
    <?php endforeach; ?>

    <h2>What we treat</h2>
    <ul>
        <?php foreach ($conditions as $condition) { ?>
            <li><?php echo $condition; ?></li>
        <?php } ?>
    </ul>

    <?php
    if ($open_today) {
        echo '<div class="banner"><h3>We are open today</h3>';
        echo "<p>Come by until {$closing} o'clock.</p></div>";
    } else {
        printf(__('We are closed until %s.', 'millbrook'), date($format, $next));
    }
    ?>

    <table>
        <tr><th>Side effect</th><th>How often</th></tr>
        <tr><td>Nausea</td><td><?= '1 in 10' ?></td></tr>
        <tr><td>Raised blood pressure</td><td>Common; we measure it every <?= $minutes ?> minutes</td></tr>
    </table>

    <?php echo <<<HTML
    <blockquote>
        <p>They told $name the truth, and that was new.</p>
        <cite>Former patient</cite>
    </blockquote>
    HTML; ?>

    <?php get_template_part('parts/cta', null, ['heading' => 'Ready to talk?', 'button_text' => 'Call the office']); ?>

    <p class="small"><?= $legal ?? 'Ketamine is not approved by the FDA for depression. Results vary from person to person.' ?></p>
</main>
<script>
    window.slots = <?= json_encode($rows) ?>; // not copy either
</script>
<?php get_footer();
